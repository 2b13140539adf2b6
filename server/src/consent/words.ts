import { type Asked, type Language, type Shown, shown } from "@kept/language";
import type { PublishedPolicy } from "../policy/index.js";

const remembered = new Map<string, Promise<Shown>>();

/** The exact words a person is shown when asked: `shown` of the policy language, remembered by the digest of the version. */
export function shownIn(policy: PublishedPolicy, touchpoint: string, asked: Asked, lang: Language): Promise<Shown> {
  const key = `${policy.digest} ${lang} ${touchpoint} ${"purpose" in asked ? `p ${asked.purpose}` : `d ${asked.duty}`}`;
  const found = remembered.get(key);
  if (found) return found;
  if (remembered.size > 5000) remembered.clear();
  const made = shown(policy.policy, touchpoint, asked, lang);
  remembered.set(key, made);
  made.catch(() => remembered.delete(key));
  return made;
}
