import type { Erasing } from "../vault/index.js";
import { deleteCaller } from "./calls/store.js";
import { deleteMerges } from "./store.js";

/** An erased person is no one's double any more. */
export const accessErasing: Erasing = {
  async later(tx, person) {
    await deleteMerges(tx, person);
    await deleteCaller(tx, person);
    return false;
  },
};
