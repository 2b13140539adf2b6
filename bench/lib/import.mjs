import { createReadStream, createWriteStream } from "node:fs";
import { stat } from "node:fs/promises";
import { request } from "node:http";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import pg from "pg";
import { resident, startProduct } from "./peer.mjs";

const batch = 500;

/** Imports a CSV through the product's API, then writes the very same sealed rows, as they lie in its tables, by bare statements. */
export async function measureImport(o) {
  console.error(`bench: import of ${o.imported} people`);
  const file = join(o.folder, "people.csv");
  await pipeline(Readable.from(csv(o.imported)), createWriteStream(file));
  const kept = await importFile(file, o);
  return { people: o.imported, what: "six fields, a third of them found by the index; CSV over the API", kept, bare: await bareRows(o) };
}

function* csv(count) {
  yield "Họ tên,Email,Điện thoại,Địa chỉ,Công ty,Lời nhắn\n";
  let some = "";
  for (let i = 0; i < count; i++) {
    some += `Trần Thị Bình ${i % 5000},binh.tran.${i}@example.vn,03${String(10_000_000 + i)},"${i % 999} Lê Lợi, Quận 1, TP. HCM",Công ty Mẫu,Gọi sau giờ làm.\n`;
    if (some.length < 65_536) continue;
    yield some;
    some = "";
  }
  yield some;
}

async function importFile(file, o) {
  const product = await startProduct(o.env, profiled(o));
  let memory = 0;
  const watching = setInterval(() => {
    memory = Math.max(memory, resident(product.pid));
  }, 100);
  try {
    const headers = { authorization: `Bearer ${o.facts.key}` };
    const upload = { ...headers, "content-type": "text/csv", "content-length": (await stat(file)).size };
    const made = await send(product.port, "POST", "/api/v1/imports?touchpoint=order", upload, createReadStream(file));
    const fields = ["full_name", "email", "phone", "address", "company", "message"];
    const map = fields.map((field, i) => ({ column: i + 1, to: "field", field }));
    const start = Readable.from([JSON.stringify({ dry_run: false, map })]);
    await send(product.port, "POST", `/api/v1/imports/${made.import}:start`, { ...headers, "content-type": "application/json" }, start);
    for (;;) {
      const now = await send(product.port, "GET", `/api/v1/imports/${made.import}`, headers);
      if (now.state === "stopped" || now.refused > 0) throw new Error(`the import stopped: ${JSON.stringify(now)}`);
      if (now.state === "done") {
        if (now.taken !== o.imported) throw new Error(`${now.taken} of ${o.imported} were taken`);
        const seconds = (Date.parse(now.ended_at) - Date.parse(now.started_at)) / 1000;
        return { rate: o.imported / seconds, seconds, memory };
      }
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  } finally {
    clearInterval(watching);
    await product.stop();
  }
}

const profiled = (o) => (o.profile ? ["--cpu-prof", `--cpu-prof-dir=${join(o.here, "results", "profiles")}`] : []);

function send(port, method, path, headers, body) {
  return new Promise((resolve, reject) => {
    const call = request({ port, host: "127.0.0.1", method, path, headers }, async (answer) => {
      let text = "";
      for await (const chunk of answer) text += chunk;
      if (answer.statusCode >= 300) reject(new Error(`${method} ${path} answered ${answer.statusCode}: ${text}`));
      else resolve(JSON.parse(text));
    });
    call.once("error", reject);
    if (body) body.pipe(call);
    else call.end();
  });
}

/** Two connections, a transaction for as many people as the import takes at a time, one statement a table; reading the rows is not counted. */
async function bareRows(o) {
  const pool = new pg.Pool({ connectionString: o.postgres.ownerUrl, max: 2 });
  const tables = await cloneTables(pool);
  const { rows: people } = await pool.query("select person_id::text as id from submission where channel = 'import' order by person_id");
  let seconds = 0;
  for (let at = 0; at < people.length; at += batch * 2) {
    const lanes = [people.slice(at, at + batch), people.slice(at + batch, at + batch * 2)].filter((l) => l.length > 0);
    const read = await Promise.all(
      lanes.map((lane) =>
        readRows(
          pool,
          tables,
          lane.map((p) => p.id),
        ),
      ),
    );
    const start = performance.now();
    await Promise.all(read.map((rows) => writeRows(pool, tables, rows)));
    seconds += (performance.now() - start) / 1000;
  }
  await pool.end();
  return { rate: people.length / seconds, seconds, memory: process.memoryUsage().rss / 2 ** 20, tables: tables.map((t) => t.name) };
}

/** Every table that says something of a person, and their events, with its own indexes and checks. */
async function cloneTables(pool) {
  const { rows } = await pool.query(`
    select c.relname as name, array_agg(a.attname::text order by a.attnum) as columns, array_agg(format_type(a.atttypid, a.atttypmod) order by a.attnum) as types
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
    where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace group by c.relname order by c.relname`);
  const tables = rows
    .filter((t) => t.columns.includes("person_id") || t.name === "person" || t.name === "event")
    .map((t) => ({ ...t, of: whose(t) }));
  await pool.query("drop schema if exists bare cascade; create schema bare");
  for (const t of tables) await pool.query(`create table bare.${t.name} (like public.${t.name} including all)`);
  return tables;
}

function whose(t) {
  if (t.name === "person") return "id = any($1::uuid[])";
  return t.name === "event" ? "id in (select event_id from event_person where person_id = any($1::uuid[]))" : "person_id = any($1::uuid[])";
}

function readRows(pool, tables, people) {
  return Promise.all(
    tables.map(async (t) => {
      const columns = t.columns.map((c) => `"${c}"::text`).join(", ");
      const { rows } = await pool.query({
        text: `select ${columns} from public.${t.name} where ${t.of}`,
        values: [people],
        rowMode: "array",
      });
      return t.columns.map((_, i) => rows.map((r) => r[i]));
    }),
  );
}

async function writeRows(pool, tables, read) {
  const client = await pool.connect();
  await client.query("begin");
  for (const [i, t] of tables.entries()) {
    if (read[i][0].length === 0) continue;
    const names = t.columns.map((c) => `"${c}"`).join(", ");
    const text = `insert into bare.${t.name} (${names}) select ${t.columns.map((_, n) => `c${n}::${t.types[n]}`).join(", ")}
      from unnest(${t.columns.map((_, n) => `$${n + 1}::text[]`).join(", ")}) as u (${t.columns.map((_, n) => `c${n}`).join(", ")})`;
    await client.query({ name: t.name, text, values: read[i] });
  }
  await client.query("commit");
  client.release();
}
