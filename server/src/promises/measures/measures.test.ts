import { chmod, mkdir, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { readMeasures } from "@kept/contract";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ApiHouse, type TestApi, testApi } from "../../../test/api.js";
import { person } from "../../../test/person.js";
import { record } from "../../evidence/index.js";
import { type Config, days, hours, readConfig } from "../../platform/index.js";
import { measured } from "../checks/measures.js";
import { attest, type Probing, probing, runChecks } from "../index.js";
import { resultRows } from "../store.js";
import { backupsOf } from "./backups.js";
import { hsts, pagesTls, verdict } from "./probes/channels.js";
import { cipher, integrity } from "./probes/cipher.js";
import { drill, eventsFixed, rowSecurity } from "./probes/database.js";
import { ports } from "./probes/ports.js";
import { keyRoot, ledgerRoot, together } from "./probes/roots.js";
import { probeNames } from "./rules.js";

let t: TestApi;
let house: ApiHouse;
let probe: Probing;
const list = ["encryption", "access_control", "integrity", "firewall", "experts"];
beforeAll(async () => {
  t = await testApi();
  await mkdir(t.db.roots.ledger, { recursive: true });
  house = await t.house("measured", (d) => {
    d.promises?.push({
      id: "measured-3",
      about: "security",
      text: { vi: "Có mã hoá và tường lửa.", en: "There are encryption and firewalls." },
      kept_by: [{ control: "security.measures", with: { list } }],
    });
  });
  await t.running.database.write(house.id, (tx) => person(tx).with("email", "an@mau.example").with("phone", "0903115824").made());
  probe = probing(t.running, async (path) => t.app.request(path));
});
afterAll(() => t.db.close());

const read = <T>(work: Parameters<typeof t.db.database.read<T>>[1]) => t.db.database.read(house.id, work);
const config = (over: Partial<Config> = {}): Config => ({ ...t.running.config, ...over });
const o = () => ({ id: house.id, slug: house.slug });
async function state() {
  await runChecks(t.running, o(), [measured]);
  return (await read(resultRows)).find((r) => r.control === "security.measures");
}
const attestIt = (measure: string) =>
  t.running.database.write(house.id, async (tx) =>
    attest(tx, {
      promise: "measured-3",
      measure,
      until: "2026-12-31",
      document: "Biên bản 7",
      by: { id: (await house.staff()).id },
      today: "2026-11-21",
      now: t.clock.now(),
    }),
  );

describe("a probe", () => {
  it("of the seal holds, and fails over a value sealed in another form", async () => {
    expect((await read(cipher)).result).toBe("passed");
    const [row] = await t.db.owner<{ id: string; sealed: Buffer }>("select id, sealed from value limit 1");
    await t.db.owner("update value set sealed = set_byte(set_byte(set_byte(set_byte(sealed, 1, 0), 2, 0), 3, 0), 4, 0) where id = $1", [
      row?.id,
    ]);
    expect(await read(cipher)).toMatchObject({ result: "failed" });
    await t.db.owner("update value set sealed = $2 where id = $1", [row?.id, row?.sealed]);
  });

  it("of integrity fails over one bit", async () => {
    expect((await read(integrity)).result).toBe("passed");
    const [row] = await t.db.owner<{ id: string; sealed: Buffer }>("select id, sealed from value limit 1");
    const turned = Buffer.from(row?.sealed ?? []);
    turned.writeUInt8(turned.readUInt8(turned.length - 1) ^ 1, turned.length - 1);
    await t.db.owner("update value set sealed = $2 where id = $1", [row?.id, turned]);
    expect((await read(integrity)).result).toBe("failed");
    await t.db.owner("update value set sealed = $2 where id = $1", [row?.id, row?.sealed]);
  });

  it("of the keys fails when others may read one, and when they lie with data or copies", async () => {
    expect((await keyRoot(config())).result).toBe("passed");
    const stray = join(t.db.roots.keys, "stray");
    await writeFile(stray, "x", { mode: 0o600 });
    await chmod(stray, 0o644);
    expect((await keyRoot(config())).result).toBe("failed");
    await chmod(stray, 0o600);
    expect((await keyRoot(config())).result).toBe("passed");
    expect((await keyRoot(config({ data: join(t.db.roots.keys, "..") }))).result).toBe("failed");
    expect((await keyRoot(config({ exports: t.db.roots.keys }))).result).toBe("failed");
    expect([together("/a/b", ["/a/bc"]), together("/a/b", ["/a"]), together("/a", ["/a/..b"])]).toEqual([false, true, true]);
  });

  it("of the ledger fails when it lies with the data, or is not there though something was erased", async () => {
    expect((await ledgerRoot(config(), true)).result).toBe("passed");
    expect((await ledgerRoot(config({ data: t.db.roots.ledger }), true)).result).toBe("failed");
    const none = config({ ledger: join(t.db.folder, "none") });
    expect((await ledgerRoot(none, true)).result).toBe("failed");
    expect((await ledgerRoot(none, false)).result).toBe("passed");
  });

  it("of the channels fails where something leaves the machine in clear, and where pages do not say to keep to https", async () => {
    expect((await pagesTls(config())).result).toBe("passed");
    expect((await pagesTls(readConfig({ KEPT_URL: "http://kept.example" }))).result).toBe("failed");
    expect(verdict({ loopback: false, encrypted: false }).result).toBe("failed");
    expect(verdict({ loopback: false, encrypted: "unknown" }).result).toBe("unknown");
    expect(verdict({ loopback: false, encrypted: true }).result).toBe("passed");
    const https = readConfig({ KEPT_URL: "https://kept.example", KEPT_TRUSTED_PROXY: "127.0.0.1" });
    const says = (value: string) => hsts(https, async () => new Response("", { headers: { "strict-transport-security": value } }), "x");
    expect((await says("max-age=31536000; includeSubDomains")).result).toBe("passed");
    expect((await says("max-age=60")).result).toBe("failed");
    expect((await hsts(https, async () => new Response(""), "x")).result).toBe("failed");
  });

  it("of the ports fails when this process listens for the whole network", async () => {
    expect((await ports(config({ port: 41_993 }))).result).toBe("passed");
    const server = createServer().listen(0, "0.0.0.0");
    await new Promise((resolve) => server.once("listening", resolve));
    expect((await ports(config({ port: 41_993 }))).result).toBe("failed");
    const at = server.address();
    const port = at && typeof at === "object" ? at.port : 0;
    expect((await ports(config({ port, trustedProxy: "10.0.0.1" }))).result).toBe("passed");
    await new Promise((resolve) => server.close(resolve));
  });

  it("of the database fails over a table without a guard, and over evidence that may be changed", async () => {
    expect(await read(rowSecurity)).toMatchObject({ result: "passed" });
    await t.db.owner("alter table value disable row level security");
    expect((await read(rowSecurity)).result).toBe("failed");
    await t.db.owner("alter table value enable row level security");
    expect((await read(eventsFixed)).result).toBe("passed");
    await t.db.owner("grant update (canonical) on event to kept_app");
    expect((await read(eventsFixed)).result).toBe("failed");
    await t.db.owner("revoke update (canonical) on event from kept_app");
    expect((await read(eventsFixed)).result).toBe("passed");
  });

  it("of the drill goes by the last one, and grows old", async () => {
    const look = () => read((db) => drill(db, t.clock.now()));
    const drilled = (result: string) =>
      t.running.database.write(house.id, (tx) =>
        record(tx, { type: "vault.drill", at: t.clock.now(), actor: { kind: "system" }, about: [], detail: { result } }),
      );
    expect((await look()).result).toBe("unknown");
    await drilled("failed");
    expect((await look()).result).toBe("failed");
    await drilled("passed");
    expect((await look()).result).toBe("passed");
    const later = new Date(t.clock.now().getTime() + days(101));
    expect((await read((db) => drill(db, later))).result).toBe("unknown");
  });
});

describe("backups and drills, as staff see them", () => {
  const event = (type: string, detail: Record<string, string | number | boolean>) =>
    t.running.database.write(house.id, (tx) => record(tx, { type, at: t.clock.now(), actor: { kind: "system" }, about: [], detail }));
  const look = (given: Partial<Config>, later = 0) =>
    read((db) => backupsOf(db, { ...config(given), ...given }, new Date(t.clock.now().getTime() + later)));

  it("ask for nothing where none were ever made or meant, and for one where the server is to make them", async () => {
    expect(await look({})).toMatchObject({ last: null, late: false, every_hours: null });
    expect(await look({ backups: "/srv/backups" })).toMatchObject({ last: null, late: true, every_hours: 24 });
  });

  it("are late once the last is older than its time, and name a drill that failed or grew old, and a ledger that was lost", async () => {
    await event("vault.backup", { bytes: 5_000_000, rows: 12, files: 1, removed: 0 });
    await event("vault.drill", { result: "passed", keys: "export" });
    expect(await look({})).toMatchObject({ last: { bytes: 5_000_000, rows: 12 }, late: false, drill: { passed: true, keys: "export" } });
    expect(await look({}, hours(24 * 7 + 1))).toMatchObject({ late: true, drill_late: false });
    expect(await look({ backups: "/srv/backups" }, hours(37))).toMatchObject({ late: true });
    expect(await look({ backups: "/srv/backups" }, hours(35))).toMatchObject({ late: false });
    expect(await look({}, days(101))).toMatchObject({ drill_late: true });
    await event("vault.drill", { result: "failed", code: "backup.drill", keys: "live" });
    expect(await look({})).toMatchObject({ drill: { passed: false, keys: "live" }, drill_late: true, rebuilt: null });
    await event("vault.ledger_rebuilt", { restored: true, backup_at: "2026-11-01T00:00:00.000Z" });
    expect(await look({})).toMatchObject({ rebuilt: { backup_at: "2026-11-01T00:00:00.000Z" } });
  });
});

describe("the check of security.measures", () => {
  it("is at risk until everything is probed and the rest attested, then kept; old probes endanger it, a failed one breaks it", async () => {
    expect(await state()).toMatchObject({ state: "at_risk" });
    await probe(o());
    expect(await state()).toMatchObject({ state: "at_risk", explanation_vi: expect.stringMatching(/Tường lửa: .*chưa có ai xác nhận/) });
    await expect(attestIt("encryption")).rejects.toMatchObject({ code: "promise.not_attested" });
    await expect(attestIt("restore_drill")).rejects.toMatchObject({ code: "promise.not_attested" });
    await attestIt("firewall");
    await attestIt("experts");
    expect(await state()).toMatchObject({ state: "kept", violations: [] });
    t.clock.advance(hours(7));
    expect(await state()).toMatchObject({ state: "at_risk" });
    await probe(o());
    expect(await state()).toMatchObject({ state: "kept" });
    await t.db.owner("grant delete on event to kept_app");
    await probe(o());
    expect(await state()).toMatchObject({ state: "broken", violations: ["events_fixed"] });
    await t.db.owner("revoke delete on event from kept_app");
    await probe(o());
    expect(await state()).toMatchObject({ state: "kept" });
    t.clock.advance(days(60));
    await probe(o());
    expect(await state()).toMatchObject({ state: "at_risk", explanation_vi: expect.stringContaining("chưa có ai xác nhận") });
  });

  it("shows each probe with its time, and who attests, and since when", async () => {
    const { cookie } = await house.staff();
    const { measures } = readMeasures.response.parse((await t.ask("POST", "/measures:probe", cookie)).body);
    expect(measures.map((m) => m.measure)).toEqual(["firewall", "access_control", "encryption", "integrity", "experts"]);
    const shown = measures.flatMap((m) => m.probes);
    expect(shown.every((p) => p.result === "passed" && p.probed_at !== null)).toBe(true);
    expect(measures.find((m) => m.measure === "firewall")?.attestations).toMatchObject([
      { by: "Nhân viên Thử", over: true, document: "Biên bản 7" },
    ]);
    const all = await t.db.owner<{ probe: string; found_vi: string }>("select probe, found_vi from probe_result order by probe");
    expect(all.map((r) => r.probe)).toEqual([...probeNames].sort());
    for (const { found_vi } of all) expect(found_vi).not.toContain(t.db.folder);
  });
});
