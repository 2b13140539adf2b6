import { readImport } from "@kept/contract";
import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { client } from "../app/client.js";
import { useLabels } from "../app/labels.js";
import { useSession } from "../app/session.js";
import { moment } from "../kit/dates.js";
import { useLanguage, useSay } from "../kit/language.js";
import { Badge, Loading, Trouble } from "../kit/note.js";
import { Page } from "../kit/page.js";
import { CancelImport, Resume } from "./ending.js";
import { Numbers } from "./numbers.js";
import { Report } from "./report.js";
import type { ImportRow } from "./send-file.js";
import { Setting } from "./setting.js";
import { states, tones, words } from "./words.js";

/** One import, from its columns to its report. Follows it while it runs. */
export function ImportPage() {
  const say = useSay();
  const { import: id } = useParams({ from: "/$organisation/in/import/$import" });
  const one = useQuery({
    queryKey: ["import", id],
    queryFn: ({ signal }) => client.call(readImport, { params: { import: id } }, { signal }),
    refetchInterval: ({ state }) => (state.data && isUnderWay(state.data) ? 1_000 : false),
  });
  const { organisation } = useSession();
  const { touchpointText } = useLabels();
  const { language } = useLanguage();
  if (one.isPending) return <Loading />;
  if (one.isError) return <Trouble error={one.error} again={() => void one.refetch()} />;
  const row = one.data;
  const live = row.state !== "done" && row.state !== "cancelled";
  return (
    <Page
      title={say(touchpointText(row.touchpoint))}
      windowTitle={words.title}
      under={
        <>
          <Badge tone={tones[row.state]}>{say(states[row.state])}</Badge> {say(words.fileOf)} {moment(row.uploaded_at, language)}
        </>
      }
      deeds={live && <CancelImport row={row} />}
    >
      <div className="flow">
        {row.state !== "uploaded" && <Numbers row={row} underWay={isUnderWay(row)} />}
        {row.state === "stopped" && <Resume row={row} />}
        {!isUnderWay(row) && row.refused > 0 && <Report row={row} />}
        {maySet(row) && <Setting key={row.import} row={row} />}
        <p className="block">
          <Link to="/$organisation/import" params={{ organisation: organisation.slug }}>
            {say(words.back)}
          </Link>
        </p>
      </div>
    </Page>
  );
}

function isUnderWay(row: ImportRow): boolean {
  return row.state === "checking" || row.state === "running";
}

/** A real run that stopped goes on as it was: its rows stand, and another map would not fit them. */
function maySet(row: ImportRow): boolean {
  return row.state === "uploaded" || row.state === "checked" || (row.state === "stopped" && row.dry_run);
}
