import type { Db } from "../platform/index.js";
import { openMail } from "./queue.js";
import { listNewest } from "./store.js";

/** What the newest messages since an instant say, for the check that each names the controller. Never shown; those of the erased are gone. */
export async function newestTexts(db: Db, since: Date, limit = 100): Promise<{ id: string; text: string }[]> {
  const rows = (await listNewest(db, limit)).filter((row) => row.createdAt >= since);
  const texts: { id: string; text: string }[] = [];
  for (const row of rows) {
    const mail = await openMail(db, row);
    if (mail) texts.push({ id: row.id, text: mail.text });
  }
  return texts;
}
