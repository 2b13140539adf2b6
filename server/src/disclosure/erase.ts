import type { Erasing } from "../vault/index.js";
import { deleteSomeOf } from "./store.js";
import { tellRecipients } from "./telling/tell.js";

/** What goes when a person is erased: their ledger and papers. Recipients are told before. No payload waits anywhere: each is made when it leaves. */
export const disclosureErasing: Erasing = {
  // While the ledger still says who received what: they are told in the same transaction.
  before: async (tx, person, at, field) => {
    await tellRecipients(tx, person, { what: "erased", names: field === undefined ? [] : [field] }, at);
  },
  later: (tx, person) => deleteSomeOf(tx, person, 2000),
};
