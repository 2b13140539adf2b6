import { afterAll, beforeAll, expect, it } from "vitest";
import { type Club, testClub } from "../../test/club.js";
import { person as build } from "../../test/person.js";
import { testRunning } from "../../test/running.js";
import { TestClock } from "../platform/index.js";
import { messagingJobs } from "./jobs.js";
import { openMail } from "./queue.js";
import { listNewest } from "./store.js";

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

it("That somebody was told is written down only where a mail could go, and nobody is told of one day twice", async () => {
  const job = messagingJobs(testRunning(club, clock), undefined).find((j) => j.task === "messaging.keeping_ends");
  const made = await club.database.write(club.id, async (tx) => [
    (await build(tx).with("email", "binh@mau.example").withAccount().made()).id,
    (await build(tx).with("email", "chi@mau.example").made()).id,
  ]);
  for (const id of made) {
    await club.owner("insert into keeping (organisation_id, person_id, ends_on) values ($1, $2, '2026-12-01')", [club.id, id]);
    for (let i = 0; i < 2; i++) await job?.run(club.id, { person: id, on: "2026-12-01" });
  }
  const told = await club.owner("select told_of::text as of from keeping where person_id = any($1) order by told_of nulls last", [made]);
  expect(told).toEqual([{ of: "2026-12-01" }, { of: null }]);
  expect(await club.owner("select 1 from message where person_id = any($1)", [made])).toHaveLength(1);
});

it("The letter is written in the language in which the person last gave something", async () => {
  const job = messagingJobs(testRunning(club, clock), undefined).find((j) => j.task === "messaging.keeping_ends");
  const { id } = await club.database.write(club.id, (tx) => build(tx).with("email", "dan@mau.example").withAccount().made());
  await club.owner("update value set language = 'en' where person_id = $1", [id]);
  await club.owner("insert into keeping (organisation_id, person_id, ends_on) values ($1, $2, '2026-12-01')", [club.id, id]);
  await job?.run(club.id, { person: id, on: "2026-12-01" });
  const subjects = await club.database.read(club.id, async (db) => {
    const rows = (await listNewest(db, 10)).filter((m) => m.personId === id);
    return Promise.all(rows.map(async (row) => (await openMail(db, row))?.subject));
  });
  expect(subjects.join()).toContain("Your data will be erased");
});
