import { dateRowCode, dateRowsMost } from "@kept/contract";
import type { By } from "../../consent/index.js";
import { type Database, type OrganisationId, Refusal } from "../../platform/index.js";
import { dayOf } from "../../platform/page/index.js";
import { type Row, readCsv, TableFault } from "../../platform/table/index.js";
import type { PublishedPolicy } from "../../policy/index.js";
import type { Happened } from "./happen.js";
import { recordMany } from "./many.js";
import { columnsOf, dayIn } from "./rules.js";

export interface Importing {
  /** A CSV in UTF-8: kind, reference, event, date. */
  readonly source: AsyncIterable<Uint8Array>;
  readonly by: By;
  readonly at: Date;
}

export interface Imported {
  readonly rows: number;
  readonly recorded: number;
  readonly unchanged: number;
  /** Of those recorded, how many dates lie before today: what counts from them may be erased by the next sweep. */
  readonly past: number;
  readonly refused: readonly { readonly row: number; readonly code: (typeof dateRowCode.options)[number] }[];
}

/**
 * Records the dates of a file. Each row stands or is refused by itself, with its row as a spreadsheet counts; sent again, what stands is not
 * recorded twice. Refuses the whole file, before any of it, with `occasion.columns` where its first row does not name the four columns,
 * `import.unreadable`, `import.encoding`, and `request.too_large` beyond 10,000 rows.
 */
export async function importEvents(
  database: Database,
  organisation: OrganisationId,
  policy: PublishedPolicy,
  i: Importing,
): Promise<Imported> {
  const read = await rowsOf(i.source);
  const good = read.flatMap(({ row, h }) => (h ? [{ row, h: { ...h, by: i.by, at: i.at } }] : []));
  const outcomes = await recordMany(
    database,
    organisation,
    policy,
    good.map((g) => g.h),
    { skipSame: true },
  );
  const bad = read.flatMap(({ row, h }) => (h ? [] : [{ row, code: "row.columns" as const }]));
  const refused = outcomes.flatMap((o, n) => (o.ok ? [] : [{ row: good[n]?.row ?? 0, code: dateRowCode.parse(o.code) }]));
  const recorded = good.filter((_, n) => {
    const o = outcomes[n];
    return o?.ok && !o.unchanged;
  });
  return {
    rows: read.length,
    recorded: recorded.length,
    unchanged: outcomes.length - recorded.length - refused.length,
    past: recorded.filter(({ h }) => h.on < dayOf(i.at)).length,
    refused: [...bad, ...refused].sort((a, b) => a.row - b.row),
  };
}

type Read = { readonly row: number; readonly h: Omit<Happened, "by" | "at"> | undefined };

async function rowsOf(source: AsyncIterable<Uint8Array>): Promise<Read[]> {
  const rows: Read[] = [];
  let columns: ReturnType<typeof columnsOf>;
  try {
    for await (const row of readCsv(source)) {
      if (columns) rows.push({ row: row.row, h: row.fault ? undefined : happenedIn(row, columns) });
      else {
        columns = columnsOf(row.cells);
        if (!columns) throw new Refusal("occasion.columns");
      }
      if (rows.length > dateRowsMost) throw new Refusal("request.too_large");
    }
  } catch (error) {
    if (error instanceof TableFault) throw new Refusal(error.code);
    throw error;
  }
  if (!columns) throw new Refusal("occasion.columns");
  return rows;
}

function happenedIn({ cells }: Row, at: NonNullable<ReturnType<typeof columnsOf>>): Omit<Happened, "by" | "at"> {
  const cell = (i: number) => (cells[i] ?? "").trim();
  return { kind: cell(at.kind), reference: cell(at.reference), event: cell(at.event), on: dayIn(cell(at.date)) };
}
