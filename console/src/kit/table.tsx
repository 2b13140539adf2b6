import type { ReactNode } from "react";
import { type Both, useSay } from "./language.js";
import { Wide } from "./note.js";

export interface Column<R> {
  readonly head: Both;
  readonly cell: (row: R) => ReactNode;
  /** `num`: figures in line; `r`: figures at the right; `mono`: what a machine made. */
  readonly as?: "num" | "r" | "mono";
  /** A head that only a reader of screens needs. */
  readonly hidden?: boolean;
}

interface Props<R> {
  readonly label: Both;
  readonly columns: readonly Column<R>[];
  readonly rows: readonly R[];
  readonly keyOf: (row: R) => string;
  readonly className?: string;
}

/** A table whose first column names each row. On a phone each row becomes a list of its own: head and cell, line by line. */
export function Table<R>({ label, columns, rows, keyOf, className }: Props<R>) {
  const say = useSay();
  const [naming, ...others] = columns;
  return (
    <Wide label={say(label)}>
      <table className={className ? `stack ${className}` : "stack"}>
        <thead>
          <tr>
            {columns.map((c) => (
              <th key={c.head.vi} scope="col" className={c.as === "r" ? "r" : undefined}>
                {c.hidden ? <span className="vh">{say(c.head)}</span> : say(c.head)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={keyOf(row)}>
              <th scope="row" className={naming?.as} data-head={naming?.as && say(naming.head)}>
                {naming?.cell(row)}
              </th>
              {others.map((c) => (
                <td key={c.head.vi} className={c.as} data-head={c.hidden ? undefined : say(c.head)}>
                  <div>{c.cell(row)}</div>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Wide>
  );
}

/** What can be done with one row, said quietly; a reader of screens hears with which. */
export function RowDeed({ text, about, onPress }: { text: Both; about: string; onPress: () => void }) {
  const say = useSay();
  return (
    <button className="plain-btn" type="button" onClick={onPress} aria-label={`${say(text)}: ${about}`}>
      {say(text)}
    </button>
  );
}
