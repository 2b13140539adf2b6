import type { Erasing } from "../vault/index.js";
import { keepRefusals } from "./refused/keep.js";
import { deleteRestrictions } from "./restriction/store.js";
import { deleteActs } from "./store.js";
import { deleteWaitingOf } from "./store-stops.js";

/**
 * What goes when a person is erased: every act and restriction. That they happened stays in the log, without a name; a refusal of
 * advertising stays as a digest of the contact for a year.
 */
export const consentErasing: Erasing = {
  before: keepRefusals,
  later: async (tx, person) => {
    await deleteActs(tx, person);
    await deleteRestrictions(tx, person);
    await deleteWaitingOf(tx, person);
    return false;
  },
};
