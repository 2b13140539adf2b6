import type { Erasing } from "../vault/index.js";
import { leaveOccasions } from "./occasion/store.js";

/** What goes when a person is erased: their place in occasions, and occasions nobody is left in. */
export const retentionErasing: Erasing = {
  later: async (tx, person) => {
    await leaveOccasions(tx, person);
    return false;
  },
};
