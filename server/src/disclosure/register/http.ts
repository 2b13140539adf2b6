import {
  changeRecipient,
  endContract,
  keepContractDocument,
  listRecipients,
  openContractDocument,
  readRecipient,
  recordContract,
  registerRecipient,
} from "@kept/contract";
import { type ActingCall, type Served, serve } from "../../platform/http/index.js";
import { Refusal, type Running, type StaffId, type Tx } from "../../platform/index.js";
import { inForce } from "../../policy/index.js";
import { keepFile, openFile, openFor, receiveFile } from "../../vault/index.js";
import { changeParty, contactAt, endContractNow, partyOf, recordContractWith, registerParty, tell } from "./keep.js";
import { registerOf, shownContract, shownParty } from "./seen.js";
import { changesOf, contractsOf, partyById, setDocument } from "./store.js";

/** The register of recipients: parties, contracts and their documents. */
export function recipientsServed(running: Running): Served[] {
  const { database, config } = running;
  const write = <T>(call: ActingCall, work: (tx: Tx) => Promise<T>) => database.write(call.organisation.id, work);
  const by = (call: ActingCall) => ({ by: staffOf(call), now: call.now });
  return [
    serve(listRecipients, async (call) => {
      const policy = await inForce(running, call.organisation.id);
      return {
        version: policy.version,
        recipients: await database.read(call.organisation.id, (db) => registerOf(db, policy, call.now)),
      };
    }),
    serve(registerRecipient, async (call, { body }) => {
      const policy = await inForce(running, call.organisation.id);
      const { recipient, ...given } = body;
      const row = await write(call, (tx) => registerParty(tx, policy, recipient, given, by(call)));
      return shownParty(policy, row, [], call.now);
    }),
    serve(readRecipient, async (call, { params }) => {
      const policy = await inForce(running, call.organisation.id);
      return database.read(call.organisation.id, async (db) => {
        const row = await partyById(db, params.party);
        if (!row) throw new Refusal("recipient.unknown");
        const contracts = await contractsOf(db, row.id);
        const [contact] = row.contactSealed
          ? await openFor(db, row.holder, [{ at: contactAt(row.id), sealed: row.contactSealed }])
          : [undefined];
        return {
          ...shownParty(policy, row, contracts, call.now),
          contact: contact && "plain" in contact ? contact.plain.toString() : null,
          contracts: contracts.map(shownContract),
          history: (await changesOf(db, row.id)).map((c) => ({ what: c.what, fields: [...c.fields], at: c.at.toISOString() })),
        };
      });
    }),
    serve(changeRecipient, async (call, { params, body }) => {
      const policy = await inForce(running, call.organisation.id);
      return write(call, async (tx) => {
        const row = await changeParty(tx, policy, params.party, body, by(call));
        return shownParty(policy, row, await contractsOf(tx, row.id), call.now);
      });
    }),
    serve(recordContract, (call, { params, body }) =>
      write(call, async (tx) => shownContract(await recordContractWith(tx, params.party, body, by(call)))),
    ),
    serve(endContract, (call, { params }) =>
      write(call, async (tx) => ({ ended_on: await endContractNow(tx, params.party, params.contract, by(call)) })),
    ),
    serve(keepContractDocument, async (call, { params, body }) => {
      const known = await database.read(call.organisation.id, (db) => contractsOf(db, params.party));
      if (!known.some((c) => c.id === params.contract)) throw new Refusal("contract.unknown");
      const rule = { kinds: ["pdf", "png", "jpg"], most: 16_777_216 } as const;
      const received = await receiveFile(config.data, call.organisation.id, "contract", rule, streamOf(body.stream));
      return write(call, async (tx) => {
        const party = await partyOf(tx, params.party);
        const of = { field: "contract", submissionId: null, occasionId: null, at: call.now };
        await setDocument(tx, party.id, params.contract, await keepFile(tx, party.holder, received, of));
        await tell(tx, party, "document_kept", [], by(call));
        return { contract: params.contract, document: true as const };
      });
    }),
    serve(openContractDocument, (call, { params }) =>
      database.read(call.organisation.id, async (db) => {
        const row = await partyById(db, params.party);
        if (!row) throw new Refusal("recipient.unknown");
        const contract = (await contractsOf(db, row.id)).find((c) => c.id === params.contract);
        if (!contract) throw new Refusal("contract.unknown");
        if (!contract.fileId) throw new Refusal("file.unknown");
        const file = await openFile(db, row.holder, contract.fileId);
        const parts: Uint8Array[] = [];
        for await (const part of file.content) parts.push(part);
        return { type: typeOf(file.kind), content: Buffer.concat(parts).toString("base64") };
      }),
    ),
  ];
}

/** Who of the staff calls: the contract lets nobody else in. */
export function staffOf({ caller }: ActingCall): StaffId {
  if (caller.kind !== "staff") throw new Refusal("access.forbidden");
  return caller.id;
}

export async function* streamOf(stream: unknown): AsyncGenerator<Uint8Array> {
  if (!(stream instanceof ReadableStream)) return;
  for await (const chunk of stream) if (chunk instanceof Uint8Array) yield chunk;
}

export function typeOf(kind: string): string {
  return kind === "pdf" ? "application/pdf" : kind === "png" ? "image/png" : "image/jpeg";
}
