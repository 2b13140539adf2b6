import type { Child } from "hono/jsx";

export type TableProps = {
  caption: string;
  /** The caption is heard but not seen, where a heading says the same. */
  quiet?: boolean;
  /** At most three columns on public pages: they fit a phone without scrolling. */
  head: readonly string[];
  /** The first cell of a row names it. */
  rows: readonly (readonly Child[])[];
};

/** A table of facts. */
export function Table({ caption, quiet, head, rows }: TableProps) {
  return (
    <table>
      <caption class={quiet ? "vh" : undefined}>{caption}</caption>
      <thead>
        <tr>
          {head.map((h) => (
            <th scope="col">{h}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(([first, ...rest]) => (
          <tr>
            <th scope="row">{first}</th>
            {rest.map((cell) => (
              <td>{cell}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
