import { readImportColumns, startImport } from "@kept/contract";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { client, onceKey } from "../app/client.js";
import { useLabels } from "../app/labels.js";
import { useSend } from "../app/send.js";
import { Button } from "../kit/button.js";
import { Option, Select } from "../kit/field.js";
import { useSay } from "../kit/language.js";
import { Loading, Trouble } from "../kit/note.js";
import { languageNames } from "../shell/words.js";
import { Columns } from "./columns.js";
import { draftOf, mapOf, missingOf, targetsOf } from "./draft.js";
import { useShow } from "./ending.js";
import { keepDraft, keptDraft } from "./kept-draft.js";
import { Real } from "./real.js";
import type { ImportRow } from "./send-file.js";
import { words } from "./words.js";

interface Start {
  readonly dryRun: boolean;
}

/** What the file's columns hold, and the two ways to run it. */
export function Setting({ row }: { row: ImportRow }) {
  const say = useSay();
  const { policy } = useLabels();
  const [own, setOwn] = useState(() => keptDraft(row.import));
  const [asked, setAsked] = useState<"vi" | "en">("vi");
  const [proved, setProved] = useState(false);
  const [tried, setTried] = useState<string>();
  const [sure, ask] = useState(false);
  const show = useShow();
  const columns = useQuery({
    queryKey: ["import", row.import, "columns"],
    queryFn: ({ signal }) => client.call(readImportColumns, { params: { import: row.import } }, { signal }),
    staleTime: Number.POSITIVE_INFINITY,
  });
  const draft = own ?? draftOf(columns.data?.columns ?? []);
  const { map, incomplete } = mapOf(draft);
  const settings = { map, language: asked, contact_proved: proved };
  const start = useSend({
    work: ({ dryRun }: Start) =>
      client.call(startImport, { params: { import: row.import }, body: { ...settings, dry_run: dryRun } }, { idempotencyKey: onceKey() }),
    done: (begun, { dryRun }) => {
      setTried(dryRun ? JSON.stringify(settings) : undefined);
      ask(false);
      show(begun);
    },
  });
  if (columns.isPending || !policy) return <Loading />;
  if (columns.isError) return <Trouble error={columns.error} again={() => void columns.refetch()} />;
  const targets = targetsOf(policy, row.touchpoint, words);
  const missing = missingOf(targets, draft);
  const ready = map.length > 0 && incomplete.length === 0 && !missing.some((t) => t.needed === "demanded");
  const blocked = ready ? undefined : "import-not-ready";
  return (
    <section className="flow">
      <div>
        <h2>{say(words.columns)}</h2>
        <p className="soft measure">{say(words.columnsText)}</p>
      </div>
      <Columns
        columns={columns.data.columns}
        targets={targets}
        methods={policy.touchpoints[row.touchpoint]?.consent_by ?? []}
        draft={draft}
        incomplete={incomplete}
        say={(next) => {
          keepDraft(row.import, next);
          setOwn(next);
        }}
      />
      <div className="sheet-form">
        <Select
          name="language"
          label={words.language}
          value={asked}
          onChange={(l) => setAsked(l === "en" ? "en" : "vi")}
          options={Object.entries(languageNames).map(([value, label]) => ({ value, label }))}
        />
        {policy.touchpoints[row.touchpoint]?.confirms && (
          <Option name="proved" type="checkbox" value="yes" checked={proved} note={say(words.provedNote)} onChoose={setProved}>
            {say(words.proved)}
          </Option>
        )}
        {missing.length > 0 && (
          <div className="told care" role="status">
            <div>
              <p>
                {say(words.missing)}: <b>{missing.map((t) => say(t.text)).join(" · ")}</b>
              </p>
              <p className="hint">{say(words.asks)}</p>
            </div>
          </div>
        )}
        {!sure && <Trouble error={start.error} />}
        {!ready && (
          <p className="hint" id="import-not-ready">
            {say(words.notReady)}
          </p>
        )}
        <p className="hint">{say(words.dryText)}</p>
        <p className="row">
          <Button
            kind={row.state === "checked" ? "quiet" : "main"}
            busy={start.busy}
            blockedBy={blocked}
            onPress={() => start.send({ dryRun: true })}
          >
            {say(words.dry)}
          </Button>
          <Button kind={row.state === "checked" ? "main" : "quiet"} busy={start.busy} blockedBy={blocked} onPress={() => ask(true)}>
            {say(words.real)}
          </Button>
        </p>
      </div>
      <Real
        row={row}
        tried={row.state === "checked" && tried === JSON.stringify(settings)}
        open={sure}
        start={start}
        go={() => start.send({ dryRun: false })}
        close={() => ask(false)}
      />
    </section>
  );
}
