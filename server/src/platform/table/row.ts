import type { RunFault } from "@kept/contract";

/** One row, counted as a spreadsheet counts: the names of columns are row 1. `fault`: it cannot be read as a row of this table. */
export interface Row {
  readonly row: number;
  readonly cells: readonly string[];
  readonly fault?: "row.columns";
}

/** The whole table cannot be read on. */
export class TableFault extends Error {
  constructor(readonly code: Extract<RunFault, "import.unreadable" | "import.encoding">) {
    super(code);
  }
}
