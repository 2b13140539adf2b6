import type { Erasing } from "../vault/index.js";
import { deleteMessages } from "./store.js";

/** Mails go with their person. When a field is erased they go too: any of them may hold it, and the key that sealed them is replaced. */
export const messagingErasing: Erasing = {
  async later(tx, person) {
    await deleteMessages(tx, person);
    return false;
  },
  field: deleteMessages,
};
