import { type Call, type OrganisationCall, type Page, page } from "../platform/http/index.js";
import { Refusal, type Running } from "../platform/index.js";
import { render } from "../platform/page/index.js";
import type { Standings } from "./board.js";
import { OrganisationList } from "./centre/organisations.js";
import { Centre } from "./centre/page.js";
import { inForce, versionOf, versions } from "./in-force.js";
import { NoticePage } from "./notice/page.js";
import { versionRow } from "./store.js";

/** The public pages made from the policy: root, privacy centre, notice with its versions, and the policy as data. */
export function policyPages(running: Running, standings: Standings): Page[] {
  return [
    page("get", "/", "server", (call) => root(running, call)),
    page("get", "", "anyone", (call) => centre(running, standings, call)),
    page("get", "/notice", "anyone", (call) => notice(running, standings, call)),
    page("get", "/notice.json", "anyone", (call) => noticeData(running, call)),
    page("get", "/notice/:version{[0-9]+\\.json}", "anyone", (call) => noticeData(running, call)),
    page("get", "/notice/:version{[0-9]+}", "anyone", (call) => notice(running, standings, call)),
  ];
}

async function root(running: Running, { c, lang, path }: Call): Promise<Response> {
  const all = await running.organisations.all();
  const found = await Promise.all(all.map((o) => inForce(running, o.id).catch(() => undefined)));
  const organisations = found.flatMap((f) => (f ? [f.policy.organisation] : []));
  return c.html(await render(<OrganisationList organisations={organisations} lang={lang} path={path} />));
}

async function centre(running: Running, standings: Standings, { c, organisation, lang, path, now }: OrganisationCall): Promise<Response> {
  const published = await inForce(running, organisation.id);
  const standing = await standings(organisation, published);
  return c.html(await render(<Centre {...{ published, standing, lang, path, now }} />));
}

async function notice(running: Running, standings: Standings, call: OrganisationCall): Promise<Response> {
  const { c, organisation, lang, path, now } = call;
  const asked = numberIn(c.req.param("version"));
  const { heads, published, against } = await running.database.read(organisation.id, async (db) => {
    const heads = await versions(db);
    const newest = heads[0]?.version ?? 0;
    const published = await versionOf(db, asked ?? newest);
    if (!published) throw new Refusal(newest === 0 ? "organisation.unknown" : "policy.version_unknown");
    const other = numberIn(c.req.query("against")) ?? published.version - 1;
    return { heads, published, against: other === published.version ? undefined : await versionOf(db, other) };
  });
  const current = heads[0]?.version === published.version;
  const standing = current ? await standings(organisation, published) : undefined;
  return c.html(await render(<NoticePage {...{ published, versions: heads, against, standing, lang, path, now }} />));
}

/** The policy as published, byte for byte what its digest was made from after JCS: anyone can check it. */
async function noticeData(running: Running, { c, organisation }: OrganisationCall): Promise<Response> {
  const asked = numberIn(c.req.param("version")?.replace(/\.json$/, ""));
  const row = await running.database.read(organisation.id, async (db) => {
    const newest = (await versions(db))[0]?.version ?? 0;
    return versionRow(db, asked ?? newest);
  });
  if (!row) throw new Refusal("policy.version_unknown");
  const policy: object = JSON.parse(row.content);
  return c.json({
    version: row.version,
    published_at: row.published_at.toISOString(),
    digest: { algorithm: "SHA-256", canonicalisation: "RFC 8785", hex: row.digest },
    policy,
  });
}

function numberIn(text: string | undefined): number | undefined {
  return text && /^[1-9]\d{0,8}$/.test(text) ? Number(text) : undefined;
}
