import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { clinicJourney } from "./clinic.js";
import { contactJourneys } from "./contacts.js";
import { hostileJourneys } from "./hostile.js";
import { khoingoJourney } from "./khoingo.js";
import { okrJourney } from "./okr.js";
import { okvipJourney } from "./okvip.js";
import { publicPages } from "./public-pages.js";
import { staffJourney } from "./staff.js";
import { openTown, type Town } from "./town.js";

let town: Town;

beforeAll(async () => {
  town = await openTown();
}, 120_000);
afterAll(() => town?.close());

describe("journeys through the whole server in a real browser", () => {
  contactJourneys(() => town);
  okrJourney(() => town);
  okvipJourney(() => town);
  khoingoJourney(() => town);
  clinicJourney(() => town);
  hostileJourneys(() => town);
  staffJourney(() => town);
  publicPages(() => town);

  it("no page broke its content policy, failed to load something, or had a script error on the way", () => {
    expect(town.faults()).toEqual([]);
  });
});
