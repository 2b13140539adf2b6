import type { Policy } from "@kept/language";
import { sameAs } from "../../access/index.js";
import { record } from "../../evidence/index.js";
import { type Page, type PersonCall, page } from "../../platform/http/index.js";
import { Refusal, type Running } from "../../platform/index.js";
import { Button, say } from "../../platform/page/index.js";
import { inForce } from "../../policy/index.js";
import { erasuresOf, openFile, tryErased } from "../../vault/index.js";
import { certificateOf } from "../certificate/compose.js";
import { certificatePdf } from "../certificate/pdf.js";
import { type Certificate, eraseEverything } from "../erase.js";
import { exportOf } from "../export/export.js";
import { uuidOr } from "../find-own.js";
import { holdingsOf } from "../held.js";
import { eraseWords } from "../hold/words.js";
import { demandsProof } from "../rules.js";
import { asked } from "../undone.js";
import { words as w, exportWords as x } from "../words.js";
import { CertificatePage, type Certified, EraseAllPage } from "./erase.js";
import { at, posted, proveFirst, sheet, type Wrong, wrongFrom } from "./frame.js";

/** Taking one's data away: a file, everything, and erasing it all. */
export function leavingPages(running: Running): Page[] {
  return [
    page("get", "/account/files/:file", "person", (call) => download(running, call)),
    page("get", "/account/export", "person", (call) => showExport(running, call)),
    page("post", "/account/export", "person", (call) => exportAll(running, call)),
    page("get", "/account/erase", "person.fresh", (call) => showErase(running, call)),
    page("post", "/account/erase", "person.fresh", (call) => erase(running, call)),
  ];
}

async function download(running: Running, call: PersonCall): Promise<Response> {
  const id = uuidOr(call.c.req.param("file"), "file.unknown");
  const file = await asked(running, call, "copy", () =>
    running.database.write(call.organisation.id, async (tx) => {
      for (const person of await sameAs(tx, call.person.id)) {
        const found = await openFile(tx, person, id).catch((error: unknown) => {
          if (error instanceof Refusal && error.code === "file.unknown") return undefined;
          throw error;
        });
        if (!found) continue;
        const about = [...new Set([call.person.id, person])];
        const actor = { kind: "person" as const, id: call.person.id };
        await record(tx, { type: "file.downloaded", at: call.now, actor, about, fields: [found.field], detail: { file: id } });
        return found;
      }
      throw new Refusal("file.unknown");
    }),
  );
  return new Response(ReadableStream.from(file.content), { headers: attachment(file.name, "application/octet-stream") });
}

async function showExport(running: Running, call: PersonCall): Promise<Response> {
  const policy = await inForce(running, call.organisation.id);
  if (demandsProof(policy.policy, "export") && !call.person.fresh) return proveFirst(call, call.path);
  const { lang } = call;
  const body = (
    <div class="flow begin">
      <h1>{say(x.title, lang)}</h1>
      <p class="measure">{say(x.inside, lang)}</p>
      <p class="soft measure">{say(x.care, lang)}</p>
      <form method="post" action={at(call, "/export")}>
        <Button icon="copy">{say(x.get, lang)}</Button>
      </form>
      <p>
        <a href={at(call)}>{say(w.back, lang)}</a>
      </p>
    </div>
  );
  return sheet(call, { title: x.title, policy, body });
}

async function exportAll(running: Running, call: PersonCall): Promise<Response> {
  const policy = await inForce(running, call.organisation.id);
  if (demandsProof(policy.policy, "export") && !call.person.fresh) return proveFirst(call, at(call, "/export"));
  const zip = await asked(running, call, "copy", async () => {
    await running.limits.take("export.asked", call.person.id);
    return exportOf(running, call, policy);
  });
  const name = `${call.organisation.slug}-${call.now.toISOString().slice(0, 10)}.zip`;
  return new Response(zip, { headers: attachment(name, "application/zip") });
}

async function showErase(running: Running, call: PersonCall, wrong?: Wrong): Promise<Response> {
  const policy = await inForce(running, call.organisation.id);
  const held = await running.database.read(call.organisation.id, (db) => holdingsOf(db, policy, call.person.id, call.now));
  return sheet(call, {
    title: eraseWords.title,
    policy,
    wrong,
    body: <EraseAllPage call={call} policy={policy} held={held} wrong={wrong} />,
  });
}

async function erase(running: Running, call: PersonCall): Promise<Response> {
  const policy = await inForce(running, call.organisation.id);
  const form = await posted(call);
  try {
    const certificate = await asked(running, call, "erase", async () => {
      if (form.text("confirm") !== "yes") throw new Refusal("erase.unconfirmed");
      return eraseFor(running, call);
    });
    const certificates = await certified(running, call, policy.policy, certificate);
    return sheet(call, {
      title: eraseWords.done,
      policy,
      body: <CertificatePage call={call} policy={policy.policy} certificates={certificates} />,
    });
  } catch (error) {
    return showErase(running, call, wrongFrom(error, "confirm"));
  }
}

/** A ledger that cannot be written undoes no erasure: it stands, a job writes the line later, and the person gets the certificate. */
async function eraseFor(running: Running, call: PersonCall): Promise<Certificate> {
  const { id } = call.person;
  let certificate: Certificate | undefined;
  try {
    await running.database.write(call.organisation.id, async (tx) => {
      certificate = await eraseEverything(tx, id, { actor: { kind: "person", id }, cause: "asked", now: call.now });
    });
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== "ledger.unwritable") throw error;
  }
  if (!certificate) throw new Refusal("server.fault");
  return certificate;
}

/** After the commit: tries to open what was erased, and writes what came of it into the certificates, one for each record. */
async function certified(running: Running, call: PersonCall, policy: Policy, erased: Certificate): Promise<Certified[]> {
  const { database } = running;
  const all: Certified[] = [];
  for (const { person, erasure, salt } of erased.records) {
    const [row] = (await database.read(call.organisation.id, (db) => erasuresOf(db, person))).filter((e) => e.id === erasure);
    if (row) await tryErased(database, call.organisation.id, row, call.now);
    const own = { event: erased.event, salt, at: call.now };
    const certificate = await database.read(call.organisation.id, (db) =>
      certificateOf(db, policy, { slug: call.organisation.slug, person, erasure, now: call.now, own }),
    );
    all.push({ certificate, pdf: await certificatePdf(certificate, policy, call.lang) });
  }
  return all;
}

/** Headers of something to keep: never shown in the page's own origin, whatever it holds. */
function attachment(name: string, type: string): Record<string, string> {
  return {
    "Content-Type": type,
    "Content-Disposition": `attachment; filename*=UTF-8''${encodeURIComponent(name).replace(/['()*]/g, (ch) => `%${ch.charCodeAt(0).toString(16)}`)}`,
    "Cache-Control": "no-store",
  };
}
