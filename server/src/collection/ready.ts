import type { Shown } from "@kept/language";
import { type Act, type Answered, answer, shownIn } from "../consent/index.js";
import { type PersonId, Refusal } from "../platform/index.js";
import type { PublishedPolicy } from "../policy/index.js";
import type { Received } from "../vault/index.js";
import { askedPurposes, type Judged, judgeSent, personOf, type Sent } from "./rules.js";

/** A file already sealed on disk, for the field it was given in. */
export interface GivenFile {
  readonly field: string;
  readonly received: Received;
}

/** Who answers for a contact that no code has proved here. */
export type Vouched = { readonly contact: "unproved" } | { readonly contact: "proved"; readonly how: "staff" | "key" | "session" };

/** A submission judged and dressed: everything that needs no transaction is done. */
export interface Ready {
  readonly sent: Sent;
  readonly policy: PublishedPolicy;
  readonly judged: Judged;
  readonly person: PersonId;
  /** The words shown for the purpose the person came for. */
  readonly shown: Shown;
  readonly acts: readonly Act[];
  readonly duties: readonly { readonly duty: string; readonly manner: "form" | "use"; readonly shown: Shown }[];
  readonly files: readonly GivenFile[];
  readonly vouched: Vouched;
  /** From identity, where the touchpoint asks for a password. */
  readonly password: string | undefined;
  /** The browser's device cookie, for the code's limits. */
  readonly device: string | undefined;
}

export interface Besides {
  readonly files?: readonly GivenFile[];
  readonly vouched?: Vouched;
  readonly hash?: (secret: string) => Promise<string>;
  readonly device?: string | undefined;
}

/** Judges a submission and prepares all that can be before the transaction. Refuses as `judgeSent`. */
export async function makeReady(policy: PublishedPolicy, sent: Sent, besides: Besides = {}): Promise<Ready> {
  const judged = judgeSent(policy.policy, sent);
  demandFiles(judged, besides.files ?? []);
  const person = sent.person ?? personOf(sent.id);
  const words = (purpose: string) => shownIn(policy, sent.touchpoint, { purpose }, sent.lang);
  const acts: Act[] = [];
  for (const purpose of askedPurposes(policy.policy, judged.touchpoint)) {
    const said = sent.consents[purpose];
    if (said === undefined) continue;
    const answered: Answered = {
      person,
      purpose,
      at: sent.at,
      method: sent.method,
      by: sent.by,
      shown: await words(purpose),
      touchpoint: sent.touchpoint,
      submission: sent.id,
    };
    acts.push({ ...answer(policy, said, answered), policyVersion: sent.version });
  }
  const duties = await Promise.all(
    judged.touchpoint.duties.map(async (duty) => ({
      duty,
      manner: policy.policy.duties[duty]?.manner ?? "form",
      shown: await shownIn(policy, sent.touchpoint, { duty }, sent.lang),
    })),
  );
  return {
    sent,
    policy,
    judged,
    person,
    shown: await words(judged.touchpoint.for),
    acts,
    duties,
    files: besides.files ?? [],
    vouched: besides.vouched ?? { contact: "unproved" },
    password: judged.secret !== undefined && besides.hash ? await besides.hash(judged.secret) : undefined,
    device: besides.device,
  };
}

/** A file is what was received and sealed, never what somebody says of one. */
function demandFiles(judged: Judged, files: readonly GivenFile[]): void {
  const missing = judged.files.filter((f) => !files.some((g) => g.field === f.field));
  if (missing.length === 0) return;
  const text = { vi: "Tệp chưa được gửi kèm. Bạn chọn lại tệp nhé.", en: "No file came with it. Please choose the file again." };
  throw new Refusal(
    "request.invalid",
    missing.map((f) => ({ path: f.field, text })),
  );
}

/** Whether nothing of it may be used until its contact is proved. */
export function waits(ready: Ready): boolean {
  return ready.judged.touchpoint.confirms !== undefined && ready.sent.person === undefined && ready.vouched.contact === "unproved";
}
