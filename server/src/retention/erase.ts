import type { Erasing } from "../vault/index.js";
import { forgetField, forgetKeeping } from "./keeping/store.js";
import { leaveOccasions } from "./occasion/store.js";
import { forgetReviews } from "./review/store.js";

/** What goes when a person is erased: their place in occasions, occasions nobody is left in, their dates, and their lines of the queue. */
export const retentionErasing: Erasing = {
  later: async (tx, person) => {
    await leaveOccasions(tx, person);
    await forgetReviews(tx, person);
    await forgetKeeping(tx, person);
    return false;
  },
  field: forgetField,
};
