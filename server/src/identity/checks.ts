import { sql } from "kysely";
import { eventsByType, occurrences } from "../evidence/index.js";
import type { Db, PersonId } from "../platform/index.js";
import { type Check, check, judge, namesIn, textIn } from "../policy/index.js";
import { sealedValues } from "../vault/index.js";
import { read, tooMany, unproved } from "./checks-rules.js";
import { guesses } from "./rules.js";

/** So many events are looked at in one run. */
const most = 100_000;

/** What identity checks of itself, from what happened and what stands. */
export const identityChecks: Check[] = [stepUpCheck(), signInCheck(), confirmedCheck()];

const deedEvents: Readonly<Record<string, readonly string[]>> = {
  cancel: ["identity.account_cancelled"],
  password: ["identity.password_changed"],
  passkey: ["identity.passkey_added", "identity.passkey_removed"],
};

/** Each such deed, done by its person, names a proof that really happened, at most ten minutes before. */
function stepUpCheck(): Check {
  return check("identity.step_up", async ({ db, parameters, since }) => {
    const types = namesIn(parameters, "deeds").flatMap((d) => deedEvents[d] ?? []);
    const deeds = (await eventsByType(db, types, since, most)).map(read).filter((e) => e.actor.kind === "person" && e.detail.by !== "code");
    const before = new Date(since.getTime() - 3_600_000);
    const proofs = (await eventsByType(db, ["identity.signed_in", "identity.stepped_up"], before, most)).map(read);
    const violations = unproved(deeds, proofs);
    const done = deeds.length - violations.length;
    return judge({
      done,
      violations,
      explanation: {
        vi: `${deeds.length} việc hệ trọng do chính người đó làm; ${violations.length} việc không có lần xác nhận trong 10 phút trước.`,
        en: `${deeds.length} grave deeds by the person; ${violations.length} without a proof in the ten minutes before.`,
      },
    });
  });
}

/** New devices are told of, a locked account has no session, and nobody guesses on past the limit. */
function signInCheck(): Check {
  return check("security.sign_in", async ({ db, since }) => {
    const quiet = await untold(db, since);
    const open = await openThoughLocked(db);
    const refused = (await occurrences(db, ["identity.sign_in_refused"], since, most)).map((o) => ({ ...read(o), person: o.personId }));
    const wrong = refused.filter((r) => r.detail.reason === "wrong" && r.detail.way === "password" && r.detail.known !== true);
    const { points, seconds } = guesses["password.stranger"];
    const day = guesses["password.day"];
    // Windows are fixed, so two may meet within one span: twice the points is the most there can be.
    const guessed = [...tooMany(wrong, 2 * points, seconds), ...tooMany(wrong, 2 * day.points, day.seconds)];
    const signedIn = await eventsByType(db, ["identity.signed_in"], since, most);
    return judge({
      done: signedIn.length,
      refused: refused.length,
      violations: [...quiet, ...open, ...new Set(guessed)],
      explanation: {
        vi: `${signedIn.length} lần đăng nhập, ${refused.length} lần bị từ chối; ${quiet.length} thiết bị mới chưa được báo, ${open.length} phiên còn mở ở tài khoản đã khoá, ${guessed.length} lần thử quá giới hạn.`,
        en: `${signedIn.length} sign-ins, ${refused.length} refused; ${quiet.length} new devices not told of, ${open.length} sessions open on locked accounts, ${guessed.length} guesses past the limit.`,
      },
    });
  });
}

async function untold(db: Db, since: Date): Promise<string[]> {
  const rows = await sql<{ id: string }>`select id from device
    where organisation_id = ${db.organisation} and not first and known_at >= ${since}`.execute(db.q);
  const told = (await eventsByType(db, ["identity.new_device_alerted"], since, most)).map((e) => read(e).detail.device);
  const known = new Set(told);
  return rows.rows.filter((r) => !known.has(r.id)).map((r) => `device:${r.id}`);
}

async function openThoughLocked(db: Db): Promise<string[]> {
  const rows = await sql<{ id: string }>`select s.id from session s
    join account a on a.organisation_id = s.organisation_id and a.person_id = s.person_id
    where s.organisation_id = ${db.organisation} and a.state in ('locked', 'cancelled') and s.ended_at is null`.execute(db.q);
  return rows.rows.map((r) => `session:${r.id}`);
}

interface Opened {
  readonly personId: PersonId;
  readonly contactId: string | null;
  readonly state: string;
  readonly early: boolean;
}

/** No account that the touchpoint opened was signed in to, or is open, before its contact was proved. */
function confirmedCheck(): Check {
  return check("collection.confirmed", async ({ db, parameters, since }) => {
    const touchpoint = textIn(parameters, "touchpoint") ?? "";
    const { rows } = await sql<Opened>`
      select a.person_id as "personId", a.contact_id as "contactId", a.state,
        exists (select 1 from session s where s.organisation_id = a.organisation_id and s.person_id = a.person_id
          and (a.confirmed_at is null or s.signed_in_at < a.confirmed_at)) as early
      from account a where a.organisation_id = ${db.organisation} and a.touchpoint = ${touchpoint}
        and (a.opened_at >= ${since} or a.confirmed_at >= ${since})`.execute(db.q);
    const open = rows.filter((r) => r.state === "active" || r.state === "locked");
    const proved = await provedContacts(
      db,
      open.map((r) => r.personId),
    );
    const violations = rows
      .filter((r) => r.early || (open.includes(r) && !proved.has(r.contactId ?? "")))
      .map((r) => `account:${r.personId}`);
    return judge({
      done: open.length,
      violations,
      explanation: {
        vi: `${rows.length} tài khoản được mở, ${open.length} đã xác nhận; ${violations.length} tài khoản dùng được khi chưa xác nhận.`,
        en: `${rows.length} accounts opened, ${open.length} confirmed; ${violations.length} usable before that.`,
      },
    });
  });
}

/** Ids of values that are proved, read without opening any. */
async function provedContacts(db: Db, persons: readonly PersonId[]): Promise<Set<string>> {
  const proved = new Set<string>();
  for (let at = 0; at < persons.length; at += 1000) {
    for (const row of await sealedValues(db, persons.slice(at, at + 1000))) if (row.verified_at) proved.add(row.id);
  }
  return proved;
}
