import type { Erasing } from "../vault/index.js";
import { deleteActs } from "./store.js";

/** What goes when a person is erased: every act. That they happened stays in the log, without a name. */
export const consentErasing: Erasing = {
  later: async (tx, person) => {
    await deleteActs(tx, person);
    return false;
  },
};
