import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { courtJourney } from "./court.js";
import { leavingJourneys } from "./leaving.js";
import { openTown, type Town } from "./town.js";

let town: Town;

beforeAll(async () => {
  town = await openTown();
}, 120_000);
afterAll(() => town?.close());

describe("data that leaves, through the whole server in a real browser", () => {
  courtJourney(() => town);
  leavingJourneys(() => town);

  it("no page broke its content policy, failed to load something, or had a script error on the way", () => {
    expect(town.faults()).toEqual([]);
  });
});
