import { chmod, copyFile, mkdir, mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import type { Browser } from "playwright-core";
import { launchBrowser } from "../../../tools/browser.js";
import { start } from "../../src/main.js";
import { openMail } from "../../src/messaging/queue.js";
import { listNewest } from "../../src/messaging/store.js";
import { organisationId } from "../../src/platform/index.js";
import { type TestDatabase, testDatabase } from "../database.js";
import { freePort } from "../process.js";
import { Visitor, type VisitorKind } from "./visitor.js";

const root = join(import.meta.dirname, "../../..");

/** The whole server with the five organisations and the clinic, a real browser before it, and their mail. */
export interface Town {
  readonly url: string;
  readonly browser: Browser;
  readonly db: TestDatabase;
  /** The one-time link of the first administrator, as the server prints it. */
  readonly administratorLink: string;
  /** Somebody new, with a browser and an address of their own. */
  visitor(kind?: VisitorKind): Promise<Visitor>;
  /** The newest code mailed to an address that was not read before, once it is there. */
  codeFor(slug: string, address: string): Promise<string>;
  /** All that went wrong in any browser so far: script errors, refused resources, unexpected answers. */
  faults(): string[];
  close(): Promise<void>;
}

export async function openTown(): Promise<Town> {
  const folder = await mkdtemp(join(tmpdir(), "kept-journeys-"));
  await chmod(folder, 0o711);
  const policies = join(folder, "policies");
  await mkdir(policies);
  for (const name of await readdir(join(root, "policies"))) await copyFile(join(root, "policies", name), join(policies, name));
  await copyFile(join(root, "language/test/clinic.yaml"), join(policies, "clinic.yaml"));
  const db = await testDatabase();
  const port = await freePort();
  const at = (name: string) => join(folder, name);
  const settings = { PORT: String(port), KEPT_DATA: at("data"), KEPT_KEYS: at("keys"), KEPT_LEDGER: at("ledger"), KEPT_POLICIES: policies };
  const kept = await start({
    ...settings,
    DATABASE_URL: db.url,
    DATABASE_OWNER_URL: db.ownerUrl,
    // Each visitor has an address of their own, so that no limit meant for one counts them all.
    KEPT_TRUSTED_PROXY: "127.0.0.1",
  });
  const browser = await launchBrowser();
  const visitors: Visitor[] = [];
  const read = new Set<string>();
  return {
    url: kept.config.url,
    browser,
    db,
    administratorLink: /\S+#\S+/.exec(kept.welcome)?.[0] ?? "",
    async visitor(kind = {}) {
      const visitor = await Visitor.open(browser, kept.config.url, `10.0.0.${visitors.length + 1}`, kind);
      visitors.push(visitor);
      return visitor;
    },
    codeFor: (slug, address) => codeFor(db, read, slug, address),
    faults: () => visitors.flatMap((v) => v.faults),
    async close() {
      await browser.close();
      await kept.stop();
      await db.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function codeFor(db: TestDatabase, read: Set<string>, slug: string, address: string): Promise<string> {
  const [row] = await db.owner<{ id: string }>("select id from organisation where slug = $1", [slug]);
  const organisation = organisationId.parse(row?.id);
  const end = Date.now() + 20_000;
  while (Date.now() < end) {
    const found = await db.database.read(organisation, async (tx) => {
      for (const message of await listNewest(tx, 20)) {
        if (read.has(message.id)) continue;
        const mail = await openMail(tx, message);
        const code = /\b\d{8}\b/.exec(mail?.text ?? "")?.[0];
        if (mail?.to === address && code) return { id: message.id, code };
      }
      return undefined;
    });
    if (found) {
      read.add(found.id);
      return found.code;
    }
    await wait(100);
  }
  throw new Error(`no code came to ${address}`);
}
