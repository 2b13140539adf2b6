import type { Erasing } from "../vault/index.js";
import { deleteSomeOf } from "./store.js";

/** What goes when a person is erased: their ledger and papers. No payload waits anywhere: each is made when it leaves. */
export const disclosureErasing: Erasing = { later: (tx, person) => deleteSomeOf(tx, person, 2000) };
