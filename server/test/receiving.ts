import { createServer } from "node:http";
import { disclosureJobs } from "../src/disclosure/jobs.js";
import { registerErasures } from "../src/main.js";
import { type ApiHouse, every, type TestApi, testApi } from "./api.js";
import { type Disclosing, disclosing, withRecipients } from "./disclosing.js";
import { runDue } from "./jobs.js";

/** What came to a recipient's server. */
export interface Came {
  readonly headers: Record<string, string | string[] | undefined>;
  readonly body: Buffer;
}

/** A carrier with a server of its own on this machine, which takes webhooks. */
export async function receiving() {
  const came: Came[] = [];
  /** What the recipient answers. */
  const says: { answer: { status: number; headers?: Record<string, string>; wait?: boolean } } = { answer: { status: 200 } };
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on("data", (part: Buffer) => parts.push(part));
    request.on("end", () => {
      came.push({ headers: request.headers, body: Buffer.concat(parts) });
      if (!says.answer.wait) response.writeHead(says.answer.status, says.answer.headers).end("ok");
    });
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const at = server.address();
  const address = at && typeof at === "object" ? `http://127.0.0.1:${at.port}/hook?key=of-theirs` : "";
  const t: TestApi = await testApi({ KEPT_LOOPBACK_CALLS: "allow" });
  registerErasures();
  const house: ApiHouse = await t.house("baonhan", withRecipients);
  const d: Disclosing = await disclosing(t, house);
  const carrier = await d.party("carriers");
  const set = await t.ask("PUT", `/recipients/${carrier}/webhook`, d.an, { address });
  if (set.status !== 200) throw new Error(set.text);
  /** Somebody who signs in now, whatever the clock says. */
  const anew = async () => (await house.staff([every])).cookie;
  let orders = 0;
  return {
    t,
    house,
    d,
    carrier,
    address,
    came,
    says,
    server,
    secret: String(set.body.secret),
    anew,
    /** Somebody whose name and e-mail the carrier received, or is to receive by webhook. */
    async disclosed(form = "json"): Promise<{ person: string; disclosure: string }> {
      const person = await d.member();
      const reference = `DH-${++orders}`;
      await d.order(reference, [person]);
      const ground = { on: "order", kind: "order", reference };
      const body = { party: carrier, purpose: "membership", fields: ["full_name", "email"], persons: [person], ground, form };
      const asked = await d.ask("/disclosures", body);
      if (asked.status !== 201) throw new Error(asked.text);
      const disclosure = String(asked.body.disclosure);
      const left = form === "json" ? await d.ask(`/disclosures/${disclosure}:release`) : { status: 200, text: "" };
      if (left.status !== 200) throw new Error(left.text);
      return { person, disclosure };
    },
    erase: async (person: string, more = {}) => d.ask(`/people/${person}:erase`, { proof: "document", ...more }, await anew()),
    run: () => runDue(t.db, disclosureJobs(t.running)),
    told: async (open = "no") => JSON.parse((await t.ask("GET", `/told?open=${open}`, await anew())).text).told,
    dead: async () => JSON.parse((await t.ask("GET", "/deliveries?state=dead", await anew())).text).deliveries,
    async close() {
      server.closeAllConnections();
      server.close();
      await t.db.close();
    },
  };
}

const header = (c: Came | undefined, name: string) => String(c?.headers[`webhook-${name}`] ?? "");
/** The three headers of Standard Webhooks. */
export const signedOf = (c: Came | undefined) => ({
  id: header(c, "id"),
  timestamp: header(c, "timestamp"),
  signature: header(c, "signature"),
});
