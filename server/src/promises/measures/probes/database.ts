import { sql } from "kysely";
import { z } from "zod";
import { countByType, eventsByType } from "../../../evidence/index.js";
import { type Db, days } from "../../../platform/index.js";
import { type Found, moment } from "../rules.js";

/** Every table of organisations refuses others' rows, to a role that may not pass by; and no row of another is seen. */
export async function rowSecurity(db: Db): Promise<Found> {
  const { rows } = await sql<{ tables: number; open: number; above: boolean }>`
    select count(*)::int as tables,
      (count(*) filter (where not c.relrowsecurity or not exists (select 1 from pg_policy p where p.polrelid = c.oid)))::int as open,
      (select r.rolsuper or r.rolbypassrls from pg_roles r where r.rolname = current_user) as above
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'public' and c.relkind in ('r', 'p')
      and exists (select 1 from pg_attribute a where a.attrelid = c.oid and a.attname = 'organisation_id' and not a.attisdropped)`.execute(
    db.q,
  );
  const { tables = 0, open = 0, above = true } = rows[0] ?? {};
  const passed = tables > 0 && open === 0 && !above;
  return {
    result: passed ? "passed" : "failed",
    found: passed
      ? { vi: `${tables} bảng đều chặn theo tổ chức.`, en: `All ${tables} tables are guarded by organisation.` }
      : above
        ? { vi: "Máy chủ dùng một quyền đứng trên mọi rào chắn.", en: "The server uses a role that stands above every guard." }
        : {
            vi: `${open} trong ${tables} bảng không chặn theo tổ chức.`,
            en: `${open} of ${tables} tables are not guarded by organisation.`,
          },
  };
}

/** The server's own role may add events, and neither change nor delete them. */
export async function eventsFixed(db: Db): Promise<Found> {
  const { rows } = await sql<{ may: string[] }>`
    select array(select p from unnest(array['UPDATE', 'DELETE', 'TRUNCATE']) p where has_table_privilege(current_user, 'event', p))
      || array(select 'UPDATE' where has_any_column_privilege(current_user, 'event', 'UPDATE')) as may`.execute(db.q);
  const may = [...new Set(rows[0]?.may ?? ["?"])];
  return {
    result: may.length === 0 ? "passed" : "failed",
    found:
      may.length === 0
        ? { vi: "Máy chủ chỉ ghi thêm được, không sửa, không xoá được.", en: "The server can only add; it cannot change or delete." }
        : { vi: `Máy chủ còn quyền ${may.join(", ")} trên bằng chứng.`, en: `The server holds ${may.join(", ")} on evidence.` },
  };
}

/** Whether anything was ever erased here, and so must stand in the ledger. */
export async function everErased(db: Db): Promise<boolean> {
  return (await countByType(db, ["person.erased", "field.erased"], new Date(0))).size > 0;
}

/** A drill must be this young, in days: once a quarter, with some days to spare. */
export const drillDays = 100;
const drilled = z.object({ detail: z.object({ result: z.string() }) });

/** The last drill that restored a backup: passed, and not long ago. Its event is written by whoever drills. */
export async function drill(db: Db, now: Date): Promise<Found> {
  const [last] = await eventsByType(db, ["vault.drill"], new Date(0), 1);
  if (!last) return { result: "unknown", found: { vi: "Chưa diễn tập lần nào.", en: "No drill yet." } };
  const read = drilled.safeParse(JSON.parse(last.canonical));
  const when = moment(last.at);
  if (!read.success || read.data.detail.result !== "passed") {
    return {
      result: "failed",
      found: { vi: `Lần diễn tập lúc ${when} không phục hồi được.`, en: `The drill at ${when} could not restore.` },
    };
  }
  const old = now.getTime() - last.at.getTime() > days(drillDays);
  return {
    result: old ? "unknown" : "passed",
    found: old
      ? {
          vi: `Lần cuối phục hồi được: ${when}; đã quá ${drillDays} ngày.`,
          en: `Last restored at ${when}; more than ${drillDays} days ago.`,
        }
      : { vi: `Phục hồi được lúc ${when}.`, en: `Restored at ${when}.` },
  };
}
