import { transferItems } from "@kept/language";
import { standingsOf } from "../../consent/index.js";
import { disclose } from "../ask.js";
import { receiveDemand } from "../authority/receive.js";
import { recordContractWith, registerParty } from "../register/keep.js";
import { release } from "../release.js";
import { dayIn } from "./dates.js";
import type { Scene } from "./fill.js";

const fields = ["full_name", "email"];
const most = 3;

/** A business partner with a whole contract, and one disclosure to it of people who agreed to marketing. */
export async function partnerWithContract(scene: Scene): Promise<void> {
  const { running, organisation, policy, staff, sent } = scene;
  const { database } = running;
  const by = { by: staff, now: running.clock.now() };
  const given = { name: "Công ty Đối tác Ví Dụ", country: "VN", contact: "lienhe@doitac.vidu.example" };
  const items = Object.fromEntries(Object.keys(transferItems).map((item, i) => [item, `Điều ${i + 2}`]));
  const contract = { number: "HĐ-2026-01", signed_on: dayIn(scene, -90), ends_on: dayIn(scene, 275), items, paid: false };
  const party = await database.write(organisation.id, async (tx) => {
    const row = await registerParty(tx, policy, "business_partners", given, by);
    await recordContractWith(tx, row.id, contract, by);
    return row.id;
  });
  const persons = sent.filter((s) => s.touchpoint === "account").map((s) => s.person);
  const stand = await database.read(organisation.id, (db) => standingsOf(db, policy, persons, "marketing"));
  const agreed = persons.filter((p) => stand.get(p)?.why === "consent.given").slice(0, most);
  if (agreed.length === 0) return;
  const actor = { kind: "staff", id: staff } as const;
  const asking = { party, purpose: "marketing", fields, persons: agreed, ground: { on: "consent" }, form: "json" } as const;
  const { row } = await disclose(database, organisation.id, policy, { ...asking, by: actor, now: by.now });
  await release(database, organisation.id, policy, row.id, { by: actor, now: by.now });
}

/** A court asks for the name of somebody, in writing; nobody has decided yet. */
export async function demandOfCourt(scene: Scene): Promise<void> {
  const { running, organisation, policy, staff, sent } = scene;
  const by = { by: staff, now: running.clock.now() };
  const [recipient] = Object.entries(policy.policy.recipients).find(([, r]) => r.needs === "authority") ?? [];
  const person = sent.at(-1)?.person;
  const [purpose] = Object.keys(policy.policy.purposes);
  if (recipient === undefined || person === undefined || purpose === undefined) return;
  const given = { name: "Toà án nhân dân khu vực Ví Dụ", country: "VN" };
  const party = await running.database.write(organisation.id, (tx) => registerParty(tx, policy, recipient, given, by));
  await receiveDemand(
    running.database,
    organisation.id,
    policy,
    {
      party: party.id,
      kind: "disclosure",
      body: "court",
      reason: "legal_compliance",
      basis: "Bộ luật Tố tụng dân sự 2015, điều 97",
      document_number: "12/CV-VD",
      document_on: dayIn(scene, -4),
      received_on: dayIn(scene, -2),
      reply_by: dayIn(scene, 5),
      purpose,
      fields: ["full_name"],
      persons: [person],
    },
    by,
  );
}
