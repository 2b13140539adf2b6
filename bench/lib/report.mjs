import { mkdirSync, writeFileSync } from "node:fs";
import { loadavg } from "node:os";
import { join } from "node:path";

/** Prints the results as a table in Markdown, as docs/benchmarks.md holds it. */
export function print(results) {
  const { machine: m, versions: v, settings: s } = results;
  const lines = [
    `${results.at.slice(0, 10)} · ${m.cores} cores (${m.processor}), ${m.memoryGiB} GiB, ${m.platform} · load ${m.load.join(" ")} before, ${loadavg()[0].toFixed(2)} after`,
    `Node ${v.node}, PostgreSQL ${v.postgresql}, pg ${v.pg}, @c15t/backend ${v.c15t} · fsync ${s.fsync}, synchronous_commit ${s.synchronous_commit}, full_page_writes ${s.full_page_writes}`,
    `${results.inFlight} in flight, median of ${results.rounds} rounds of ${results.seconds} s${results.quick ? " (quick)" : ""}`,
    "",
    ...table(
      ["Case", "Who", "per second", "p50 ms", "p99 ms", "resident MiB", "Kept is", "aim"],
      results.cases.flatMap((c) => rowsOf(c)),
    ),
    "",
    ...floorOf(results),
    ...importOf(results.import),
  ];
  console.log(lines.join("\n"));
}

export function write(results, folder) {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, `${results.at.replaceAll(":", "-").slice(0, 19)}.json`);
  writeFileSync(file, `${JSON.stringify(results, null, 1)}\n`);
  console.error(`bench: written to ${file}`);
}

function rowsOf(c) {
  const ours = c.peers.kept;
  return Object.entries(c.peers).map(([name, p], i) => {
    const aim = name === "kept" ? (c.atLeast ? `≥ ${whole(c.atLeast)}/s` : "") : c.against[name] ? `≥ ${c.against[name]}×` : "";
    const ratio = name in c.against ? `${(ours.rate / p.rate).toFixed(2)}×` : "";
    return [i === 0 ? c.name : "", name, whole(p.rate), p.p50.toFixed(1), p.p99.toFixed(1), p.memory ? whole(p.memory) : "", ratio, aim];
  });
}

function floorOf({ floor: f }) {
  return f
    ? [
        `One connection, one row, one commit after the other: ${whole(f.commits)}/s. The same rows a thousand to a statement: ${whole(f.batchRows)} rows/s.`,
      ]
    : [];
}

function importOf(i) {
  if (!i) return [];
  const rows = [
    ["kept", whole(i.kept.rate), whole(i.kept.memory), `${(i.kept.rate / i.bare.rate).toFixed(2)}×`, "≥ 0.5×"],
    ["bare insert … unnest of the same rows", whole(i.bare.rate), whole(i.bare.memory), "", ""],
  ];
  return ["", ...table([`Import of ${whole(i.people)} people (${i.what})`, "people per second", "resident MiB", "Kept is", "aim"], rows)];
}

function table(head, rows) {
  const widths = head.map((h, i) => Math.max(h.length, ...rows.map((r) => r[i].length)));
  const line = (cells) => `| ${cells.map((c, i) => c.padEnd(widths[i])).join(" | ")} |`;
  return [line(head), line(widths.map((w) => "-".repeat(w))), ...rows.map(line)];
}

const whole = (n) => Math.round(n).toLocaleString("en");
