import { record } from "../../evidence/index.js";
import { type Db, judgeAddress, OutgoingFault, Refusal, type Resolve, type StaffId, type Tx } from "../../platform/index.js";
import { openFor, sealFor } from "../../vault/index.js";
import { type PartyRow, partyById } from "../register/store.js";
import { newSecret, overlap } from "./rules.js";
import { deleteWebhook, type WebhookRow, webhookOf, writeWebhook } from "./store.js";

interface By {
  readonly by: StaffId;
  readonly now: Date;
}

const at = (party: string, field: "address" | "secret" | "former") => ({ table: "recipient_webhook", field, id: party });

/**
 * Whether an address may be a webhook: https, a public server whatever its name resolves to, no credentials in it. It is judged again, and
 * pinned, at every call. Refuses `webhook.address`.
 */
export async function demandAddress(address: string, allow: { readonly loopback: boolean }, resolve?: Resolve): Promise<URL> {
  const url = new URL(address);
  await judgeAddress(url, allow, resolve).catch((error: unknown) => {
    throw error instanceof OutgoingFault ? new Refusal("webhook.address") : error;
  });
  return url;
}

/** Registers, or moves, a party's webhook. Its secret is made the first time, and answered that once. Refuses `recipient.unknown`. */
export async function setWebhook(tx: Tx, id: string, url: URL, { by, now }: By): Promise<{ row: WebhookRow; secret: string | null }> {
  const party = await known(tx, id);
  const before = await webhookOf(tx, id);
  const secret = before ? null : newSecret();
  const [address, sealed] = await seal(tx, party, [["address", url.href], ...(secret ? [["secret", secret] as const] : [])]);
  const held = before?.secret ?? sealed;
  if (!address || !held) throw new Error("two were asked for");
  const row: WebhookRow = {
    party: id,
    host: url.host,
    address,
    secret: held,
    former: before?.former ?? null,
    formerUntil: before?.formerUntil ?? null,
    setAt: now,
  };
  await writeWebhook(tx, { ...row, by });
  await tell(tx, party, "recipient.webhook_set", { by, now });
  return { row, secret };
}

/** A new secret; the old one signs besides for two days. Refuses `webhook.none`. */
export async function rotateSecret(tx: Tx, id: string, { by, now }: By): Promise<{ row: WebhookRow; secret: string }> {
  const party = await known(tx, id);
  const before = await webhookOf(tx, id);
  if (!before) throw new Refusal("webhook.none");
  const [old] = await open(tx, party, [["secret", before.secret]]);
  const secret = newSecret();
  const [fresh, former] = await seal(tx, party, [
    ["secret", secret],
    ["former", old ?? ""],
  ]);
  if (!fresh || !former) throw new Error("two were asked for");
  const row = { ...before, secret: fresh, former, formerUntil: new Date(now.getTime() + overlap), setAt: now };
  await writeWebhook(tx, { ...row, by });
  await tell(tx, party, "recipient.webhook_rotated", { by, now });
  return { row, secret };
}

export async function endWebhook(tx: Tx, id: string, { by, now }: By): Promise<void> {
  const party = await known(tx, id);
  if (!(await deleteWebhook(tx, id))) throw new Refusal("webhook.none");
  await tell(tx, party, "recipient.webhook_ended", { by, now });
}

/** A party's webhook, opened: where to send, and the secrets that sign now, the newest first. Undefined where it has none. */
export async function openWebhook(db: Db, id: string, now: Date): Promise<{ address: string; secrets: string[] } | undefined> {
  const party = await partyById(db, id);
  const row = party?.state === "active" ? await webhookOf(db, id) : undefined;
  if (!party || !row) return undefined;
  const former = row.former && row.formerUntil && row.formerUntil > now ? row.former : undefined;
  const [address, secret, old] = await open(db, party, [
    ["address", row.address],
    ["secret", row.secret],
    ...(former ? [["former", former] as const] : []),
  ]);
  return address && secret ? { address, secrets: [secret, ...(old ? [old] : [])] } : undefined;
}

async function known(tx: Tx, id: string): Promise<PartyRow> {
  const party = await partyById(tx, id);
  if (!party) throw new Refusal("recipient.unknown");
  return party;
}

type Part = "address" | "secret" | "former";

function seal(tx: Tx, party: PartyRow, parts: readonly (readonly [Part, string])[]): Promise<Buffer[]> {
  return sealFor(
    tx,
    party.holder,
    parts.map(([field, text]) => ({ at: at(party.id, field), bytes: Buffer.from(text) })),
  );
}

async function open(db: Db, party: PartyRow, parts: readonly (readonly [Part, Uint8Array])[]): Promise<(string | undefined)[]> {
  const opened = await openFor(
    db,
    party.holder,
    parts.map(([field, sealed]) => ({ at: at(party.id, field), sealed })),
  );
  return opened.map((o) => ("plain" in o ? o.plain.toString() : undefined));
}

async function tell(tx: Tx, party: PartyRow, type: string, { by, now }: By): Promise<void> {
  const actor = { kind: "staff", id: by } as const;
  await record(tx, { type, at: now, actor, about: [], recipient: party.recipient, detail: { party: party.id } });
}
