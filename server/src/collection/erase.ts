import type { Erasing } from "../vault/index.js";
import { deleteOf } from "./store.js";

/** What goes when a person is erased: submissions and acknowledgements. */
export const collectionErasing: Erasing = {
  later: async (tx, person) => {
    await deleteOf(tx, person);
    return false;
  },
};
