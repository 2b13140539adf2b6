import type { keyRow, me, staffRow } from "@kept/contract";
import type { z } from "zod";
import { type Db, type Organisation, Refusal, type Running, type StaffId } from "../../platform/index.js";
import { inForce } from "../../policy/index.js";
import type { KeyRow } from "../key/store.js";
import { recoveryCodesLeft } from "./recovery.js";
import { hasSubject } from "./sso/store.js";
import { type StaffRow, staffById, staffPasskeys } from "./store.js";
import { openStaff } from "./who.js";

/** Who is signed in, as the console shows it. */
export async function meOf(running: Running, organisation: Organisation, id: StaffId, fresh: boolean): Promise<z.input<typeof me>> {
  const { policy } = await inForce(running, organisation.id);
  return running.database.read(organisation.id, async (db) => {
    const row = await staffById(db, id);
    if (!row) throw new Refusal("staff.unknown");
    const { name, email } = await openStaff(db, row);
    const deeds = new Set(row.roles.flatMap((r) => policy.roles[r]?.may ?? []));
    return {
      staff: id,
      name,
      email,
      roles: [...row.roles],
      deeds: [...deeds].sort(),
      fresh,
      organisation: { id: organisation.id, slug: organisation.slug },
      ways: {
        passkeys: (await staffPasskeys(db, id)).length,
        totp: row.totp !== null,
        sso: await hasSubject(db, id),
        recovery_codes_left: await recoveryCodesLeft(db, id),
      },
    };
  });
}

export async function shownStaff(db: Db, row: StaffRow): Promise<z.input<typeof staffRow>> {
  const { name, email } = await openStaff(db, row);
  return {
    staff: row.id,
    name,
    email,
    state: row.state,
    roles: [...row.roles],
    invited_at: row.invitedAt.toISOString(),
    active_at: row.activeAt?.toISOString() ?? null,
    disabled_at: row.disabledAt?.toISOString() ?? null,
  };
}

/** `gone`: staff who were disabled; a key that one of them made is to be looked at. */
export function shownKey(k: KeyRow, gone: ReadonlySet<StaffId> = new Set()): z.input<typeof keyRow> {
  return {
    key: k.id,
    label: k.label,
    roles: [...k.roles],
    made_at: k.madeAt.toISOString(),
    maker_left: k.madeBy !== null && gone.has(k.madeBy),
    revoked_at: k.revokedAt?.toISOString() ?? null,
  };
}
