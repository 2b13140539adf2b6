import { afterAll, beforeAll, expect, it } from "vitest";
import { type Club, testClub } from "../../test/club.js";
import { person as build } from "../../test/person.js";
import { testRunning } from "../../test/running.js";
import { TestClock } from "../platform/index.js";
import { messagingJobs } from "./jobs.js";

let club: Club;
const clock = new TestClock(new Date("2026-11-22T02:00:00Z"));
beforeAll(async () => {
  club = await testClub();
});
afterAll(() => club.close());

it("Whoever has an account is told of the day their data end, unless the day has moved since", async () => {
  const { id } = await club.database.write(club.id, (tx) => build(tx).with("email", "an@mau.example").withAccount().made());
  await club.owner("insert into keeping (organisation_id, person_id, ends_on) values ($1, $2, '2026-12-01')", [club.id, id]);
  const job = messagingJobs(testRunning(club, clock), undefined).find((j) => j.task === "messaging.keeping_ends");
  await job?.run(club.id, { person: id, on: "2026-11-30" });
  const mails = () => club.owner("select kind from message where person_id = $1", [id]);
  expect(await mails()).toEqual([]);
  await job?.run(club.id, { person: id, on: "2026-12-01" });
  expect(await mails()).toEqual([{ kind: "keeping.ends" }]);
});
