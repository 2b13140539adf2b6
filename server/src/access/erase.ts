import type { Erasing } from "../vault/index.js";
import { deleteAssignments } from "./assignment/store.js";
import { deleteGrants, dropReasons } from "./break-glass/store.js";
import { deleteCaller } from "./calls/store.js";
import { deleteMerges } from "./store.js";

/** An erased person is no one's double any more, nobody's to look after, and nothing that was let be read of them stays. */
export const accessErasing: Erasing = {
  async later(tx, person) {
    await deleteMerges(tx, person);
    await deleteCaller(tx, person);
    await deleteAssignments(tx, person);
    await deleteGrants(tx, person);
    return false;
  },
  field: dropReasons,
};
