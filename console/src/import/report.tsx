import { importTexts, readImportRefusals } from "@kept/contract";
import { useInfiniteQuery } from "@tanstack/react-query";
import type { z } from "zod";
import { client } from "../app/client.js";
import { useLabels } from "../app/labels.js";
import { useSend } from "../app/send.js";
import { Button } from "../kit/button.js";
import { useLanguage, useSay } from "../kit/language.js";
import { Loading, Trouble } from "../kit/note.js";
import { Table } from "../kit/table.js";
import { words as kit } from "../kit/words.js";
import type { ImportRow } from "./send-file.js";
import { words } from "./words.js";

type Refused = z.output<(typeof readImportRefusals)["response"]>["refusals"][number];

/** Rows that were refused, each with its place and why; also as a file. */
export function Report({ row }: { row: ImportRow }) {
  const say = useSay();
  const { language } = useLanguage();
  const { policy } = useLabels();
  const list = useInfiniteQuery({
    queryKey: ["import", row.import, "refusals"],
    queryFn: ({ pageParam, signal }) => page(row.import, pageParam, 200, signal),
    initialPageParam: 0,
    getNextPageParam: (last) => last.next,
  });
  const why = (r: Refused) => {
    const text = importTexts[r.code];
    return text ? say(text) : r.code;
  };
  const what = (r: Refused) => {
    const named = r.field ? (policy?.fields[r.field] ?? policy?.purposes[r.field] ?? policy?.duties[r.field]) : undefined;
    return named ? say(named.text) : (r.field ?? "");
  };
  const download = useSend({
    work: async () => {
      const lines = [[words.row, words.column, words.what, words.why].map((w) => say(w)).concat("code")];
      for (let after: number | null = 0; after !== null; ) {
        const part: Awaited<ReturnType<typeof page>> = await page(row.import, after, 1000);
        lines.push(...part.refusals.map((r) => [String(r.row), String(r.column ?? ""), what(r), why(r), r.code]));
        after = part.next;
      }
      save(lines, `kept-${row.import}-${language}.csv`);
    },
  });
  if (list.isPending) return <Loading />;
  if (list.isError) return <Trouble error={list.error} again={() => void list.refetch()} />;
  const rows = list.data.pages.flatMap((p) => p.refusals);
  return (
    <section>
      <div className="title">
        <div>
          <h2>{say(words.report)}</h2>
          <p className="soft measure">{say(words.reportText)}</p>
        </div>
        <Button icon="file" busy={download.busy} onPress={() => download.send(undefined)}>
          {say(words.download)}
        </Button>
      </div>
      <Trouble error={download.error} />
      <Table
        label={words.report}
        rows={rows}
        keyOf={(r) => `${r.row} ${r.column} ${r.field} ${r.code}`}
        columns={[
          { head: words.row, as: "num", cell: (r) => r.row },
          { head: words.column, as: "num", cell: (r) => r.column ?? "" },
          { head: words.what, cell: what },
          { head: words.why, cell: why },
        ]}
      />
      {list.hasNextPage && (
        <p className="gap">
          <Button busy={list.isFetchingNextPage} onPress={() => void list.fetchNextPage()}>
            {say(kit.more)}
          </Button>
        </p>
      )}
    </section>
  );
}

function page(id: string, after: number, limit: number, signal?: AbortSignal) {
  return client.call(readImportRefusals, { params: { import: id }, query: { after, limit } }, signal ? { signal } : {});
}

/** Hands a table to the browser as a file; the mark at its start lets a spreadsheet read Vietnamese. */
function save(lines: readonly (readonly string[])[], name: string): void {
  const text = lines.map((cells) => cells.map((c) => `"${c.replaceAll('"', '""')}"`).join(",")).join("\r\n");
  const url = URL.createObjectURL(new Blob([`\uFEFF${text}\r\n`], { type: "text/csv;charset=utf-8" }));
  const link = Object.assign(document.createElement("a"), { href: url, download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
