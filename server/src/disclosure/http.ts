import {
  approveDisclosure,
  askDisclosure,
  attachPaper,
  declineDisclosure,
  listDisclosures as listEndpoint,
  openEvidence,
  personDisclosures,
  previewDisclosure,
  readDisclosure,
  releaseDisclosure,
  withdrawPaper,
} from "@kept/contract";
import { sameAs } from "../access/index.js";
import { refused } from "../evidence/index.js";
import { type ActingCall, type Served, serve } from "../platform/http/index.js";
import { type Db, personId, Refusal, type Running } from "../platform/index.js";
import { inForce, type PublishedPolicy } from "../policy/index.js";
import { openFor, personState, receiveFile } from "../vault/index.js";
import { type Asking, disclose, evidenceAt, preview, type Stated } from "./ask.js";
import { authorityServed } from "./authority/http.js";
import type { PersonReason } from "./gate/rules.js";
import { receivedOf } from "./ledger.js";
import { attach, demandPaper, withdraw } from "./papers.js";
import { recipientsServed, staffOf, streamOf } from "./register/http.js";
import { allParties, partyById } from "./register/store.js";
import { release } from "./release.js";
import { approve, decline } from "./settle.js";
import { type DisclosureRow, disclosureById, type Form, leftOutOf, listDisclosures, type PaperRow, papersOf } from "./store.js";
import { webhooksServed } from "./webhook/http.js";

interface AskBody {
  readonly party: string;
  readonly purpose: string;
  readonly fields: readonly string[];
  readonly persons: readonly string[];
  readonly occasion?: { readonly kind: string; readonly reference: string } | undefined;
  readonly ground: Stated;
  readonly form: Form;
}

/** The register of recipients, disclosures, and each person's ledger. */
export function disclosureServed(running: Running): Served[] {
  const { database, config } = running;
  const by = ({ caller }: ActingCall) => ({ kind: caller.kind, id: caller.id });
  const asking = (call: ActingCall, body: AskBody): Asking => ({
    ...body,
    persons: body.persons.map((p) => personId.parse(p)),
    by: by(call),
    now: call.now,
  });
  return [
    ...recipientsServed(running),
    ...webhooksServed(running),
    ...authorityServed(running),
    serve(previewDisclosure, async (call, { body }) => {
      const policy = await inForce(running, call.organisation.id);
      await demandDecider(running, policy, call, body.ground.on);
      const said = await preview(database, call.organisation.id, policy, asking(call, body));
      return {
        allowed: said.allowed,
        reasons: [...said.reasons],
        needs: [...said.needs],
        approver: said.approver,
        persons: said.asked,
        would_leave: said.leaving,
        left_out: counted(said.out),
      };
    }),
    serve(askDisclosure, async (call, { body }) => {
      const policy = await inForce(running, call.organisation.id);
      await demandDecider(running, policy, call, body.ground.on);
      const { row, out } = await disclose(database, call.organisation.id, policy, asking(call, body));
      return { disclosure: row.id, state: row.state, persons: row.persons, left_out: counted(out), until: row.until.toISOString() };
    }),
    serve(listEndpoint, (call, { query }) =>
      database.read(call.organisation.id, async (db) => {
        const rows = await listDisclosures(db, query);
        const names = new Map((await allParties(db)).map((p) => [p.id, p.name]));
        const next = rows.length === query.limit ? (rows.at(-1)?.id ?? null) : null;
        return { disclosures: rows.map((r) => shown(r, names.get(r.party) ?? "", call)), next };
      }),
    ),
    serve(readDisclosure, (call, { params }) =>
      database.read(call.organisation.id, async (db) => {
        const row = await found(db, params.disclosure);
        const party = await partyById(db, row.party);
        return { ...shown(row, party?.name ?? "", call), left_out_for: await leftOutOf(db, row.id) };
      }),
    ),
    serve(openEvidence, (call, { params }) =>
      database.read(call.organisation.id, async (db) => {
        const row = await found(db, params.disclosure);
        const party = await partyById(db, row.party);
        if (!party || !row.evidenceSealed) return { evidence: null };
        const [opened] = await openFor(db, party.holder, [{ at: evidenceAt(row.id), sealed: row.evidenceSealed }]);
        return { evidence: opened && "plain" in opened ? opened.plain.toString() : null };
      }),
    ),
    serve(approveDisclosure, async (call, { params }) => {
      const row = await approve(database, call.organisation.id, params.disclosure, { by: staffOf(call), now: call.now });
      return { disclosure: row.id, state: row.state, until: row.until.toISOString() };
    }),
    serve(declineDisclosure, async (call, { params }) => {
      const row = await database.write(call.organisation.id, (tx) => decline(tx, params.disclosure, { by: staffOf(call), now: call.now }));
      return { disclosure: row.id, state: row.state };
    }),
    serve(releaseDisclosure, async (call, { params }) => {
      const policy = await inForce(running, call.organisation.id);
      await demandDecider(running, policy, call, (await database.read(call.organisation.id, (db) => found(db, params.disclosure))).ground);
      const left = await release(database, call.organisation.id, policy, params.disclosure, { by: by(call), now: call.now });
      const content = Buffer.from(left.bytes).toString("base64");
      left.bytes.fill(0);
      return {
        disclosure: left.row.id,
        released: left.released,
        left_out: counted(left.out),
        file: { name: left.name, type: left.type, content },
        passphrase: left.passphrase,
      };
    }),
    serve(personDisclosures, (call, { params }) =>
      database.read(call.organisation.id, async (db) => {
        const person = personId.parse(params.person);
        if ((await personState(db, person)) === undefined) throw new Refusal("person.unknown");
        // Staff see what the person sees: whoever decides on authorities' demands has a list of their own.
        const received = await receivedOf(db, person, call.now);
        return {
          disclosures: received.map((r) => ({
            disclosure: r.disclosure,
            recipient: r.recipient,
            party_name: r.party,
            purpose: r.purpose,
            fields: [...r.fields],
            ground: r.ground,
            at: r.at.toISOString(),
          })),
          papers: (await papersOf(db, await sameAs(db, person))).map(shownPaper),
        };
      }),
    ),
    serve(attachPaper, async (call, { params, query, body }) => {
      const policy = await inForce(running, call.organisation.id);
      const given = {
        recipient: query.recipient,
        purposes: query.purposes.split(","),
        fields: query.fields.split(","),
        signedOn: query.signed_on,
        until: query.until ?? null,
      };
      demandPaper(policy, given, call.now);
      const person = personId.parse(params.person);
      const { organisation } = call;
      const known = await database.read(organisation.id, (db) => personState(db, person));
      if (known === undefined) throw new Refusal("person.unknown");
      const rule = { kinds: ["pdf", "png", "jpg"], most: 16_777_216 } as const;
      const received = await receiveFile(config.data, organisation.id, "paper", rule, streamOf(body.stream));
      return shownPaper(
        await database.write(organisation.id, (tx) => attach(tx, person, given, received, { by: staffOf(call), now: call.now })),
      );
    }),
    serve(withdrawPaper, (call, { params }) =>
      database.write(call.organisation.id, async (tx) => {
        await withdraw(tx, personId.parse(params.person), params.paper, { by: staffOf(call), now: call.now });
        return { paper: params.paper, withdrawn: true as const };
      }),
    ),
  ];
}

/** What an authority demanded is theirs to see and to take whom the policy lets decide it (law 91/2025 art. 19.1.c); the attempt is recorded. */
async function demandDecider({ database }: Running, { policy }: PublishedPolicy, call: ActingCall, ground: string): Promise<void> {
  const { caller, organisation } = call;
  const decides = (r: string) => Object.hasOwn(policy.roles, r) && policy.roles[r]?.may.includes("authority");
  if (ground !== "authority" || (caller.kind === "staff" && caller.roles.some(decides))) return;
  const actor = { kind: caller.kind, id: caller.id };
  const detail = { what: "authority", code: "access.forbidden" };
  await refused(database, organisation.id, { type: "access.refused", at: call.now, actor, about: [], detail });
  throw new Refusal("access.forbidden");
}

async function found(db: Db, id: string): Promise<DisclosureRow> {
  const row = await disclosureById(db, id);
  if (!row) throw new Refusal("disclosure.unknown");
  return row;
}

function counted(out: readonly { readonly reason: PersonReason }[]) {
  const counts = new Map<string, number>();
  for (const { reason } of out) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  return [...counts].map(([reason, persons]) => ({ reason, persons })).sort((a, b) => b.persons - a.persons);
}

function shown(r: DisclosureRow, partyName: string, call: ActingCall) {
  // Past its time nothing leaves, whether or not the job that says so has come by.
  const over = (r.state === "waiting" || r.state === "allowed") && r.until <= call.now;
  return {
    disclosure: r.id,
    recipient: r.recipient,
    party: r.party,
    party_name: partyName,
    purpose: r.purpose,
    fields: [...r.fields],
    ground: r.ground,
    article: r.article,
    term: r.term,
    form: r.form,
    state: over ? ("expired" as const) : r.state,
    persons: r.persons,
    released: r.released,
    left_out: r.leftOut,
    own: r.askedBy === call.caller.id,
    asked_at: r.askedAt.toISOString(),
    decided_at: r.decidedAt?.toISOString() ?? null,
    until: r.until.toISOString(),
    released_at: r.releasedAt?.toISOString() ?? null,
  };
}

function shownPaper(p: PaperRow) {
  const { id, recipient, purposes, fields, signedOn, until, withdrawn } = p;
  return { paper: id, recipient, purposes: [...purposes], fields: [...fields], signed_on: signedOn, until, withdrawn };
}
