// The least that could be done: one statement a request, straight from pg, with neither sealing, evidence, rules nor a key to prove.
import { randomUUID } from "node:crypto";
import { createServer } from "node:http";
import pg from "pg";
import { answering } from "../lib/answering.mjs";
import { askedOf, consent, peopleOf, submission } from "../lib/requests.mjs";

const facts = JSON.parse(process.env.BENCH_FACTS);
const people = peopleOf(facts);
const few = askedOf(facts);
const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: Number(process.env.BENCH_POOL ?? 12) });
await pool.query(`
  create table if not exists consent (person_id uuid, purpose text, id uuid, act text, at timestamptz, policy_version int, language text,
    touchpoint text, primary key (person_id, purpose, id));
  create table if not exists submission (id uuid primary key, full_name text, email text, phone text, address text, company text, message text,
    newsletter text, at timestamptz)`);

const write = (person, c) =>
  pool.query({
    name: "consent",
    text: "insert into consent values ($1, $2, $3, $4, $5, $6, $7, $8)",
    values: [person, c.purpose, randomUUID(), c.act, new Date(), c.notice_version, c.language, c.touchpoint],
  });
const read = async (person) => {
  const text = "select act, at, id from consent where person_id = $1 and purpose = $2 order by at desc limit 1";
  return (await pool.query({ name: "standing", text, values: [person, "newsletter"] })).rows[0] ?? null;
};
const submit = ({ fields: f, consents }) =>
  pool.query({
    name: "submission",
    text: "insert into submission values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
    values: [randomUUID(), f.full_name, f.email, f.phone, f.address, f.company, f.message, consents.newsletter, new Date()],
  });

const server = createServer(async (request, response) => {
  const [, what, person] = request.url.split("/");
  const answer = (status, body) => {
    const text = JSON.stringify(body);
    response.writeHead(status, { "Content-Type": "application/json", "Content-Length": Buffer.byteLength(text) }).end(text);
  };
  try {
    if (what === "standing") return answer(200, await read(person));
    let text = "";
    for await (const chunk of request) text += chunk;
    const body = JSON.parse(text);
    await (what === "consent" ? write(person, body) : submit(body));
    answer(201, { ok: true });
  } catch (error) {
    answer(500, { fault: error.message });
  }
});
await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));

const batch = 1000;
answering(
  {
    consent: (i) => write(people[i % people.length], consent(i, facts)),
    standing: (i) => read(few[i % few.length]),
    submission: (i) => submit(submission(i, facts)),
    // A thousand rows in one statement: what the same database takes when nobody waits for a row of their own.
    batch: () =>
      pool.query({
        name: "batch",
        text: `insert into consent select p, 'newsletter', i, 'given', $3, 1, 'vi', 'order' from unnest($1::uuid[], $2::uuid[]) as u (p, i)`,
        values: [
          Array.from({ length: batch }, (_, i) => people[i % people.length]),
          Array.from({ length: batch }, () => randomUUID()),
          new Date(),
        ],
      }),
  },
  { port: server.address().port },
);
