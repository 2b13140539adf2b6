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
import { type Kept, keepSetting, keptSetting } from "./kept.js";
import { Real } from "./real.js";
import type { ImportRow } from "./send-file.js";
import { words } from "./words.js";

/** What the file's columns hold, and the two ways to run it. */
export function Setting({ row }: { row: ImportRow }) {
  const say = useSay();
  const { policy } = useLabels();
  const [set, setSet] = useState(() => keptSetting(row.import));
  const change = (part: Partial<Kept>) => {
    const next = { ...set, ...part };
    keepSetting(row.import, next);
    setSet(next);
  };
  const [sure, ask] = useState(false);
  const show = useShow();
  const columns = useQuery({
    queryKey: ["import", row.import, "columns"],
    queryFn: ({ signal }) => client.call(readImportColumns, { params: { import: row.import } }, { signal }),
    staleTime: Number.POSITIVE_INFINITY,
  });
  const draft = set.columns ?? draftOf(columns.data?.columns ?? []);
  const { map, incomplete } = mapOf(draft);
  const settings = { map, language: set.language, contact_proved: set.proved };
  const fingerprint = JSON.stringify(settings);
  const start = useSend({
    work: (dryRun: boolean) =>
      client.call(startImport, { params: { import: row.import }, body: { ...settings, dry_run: dryRun } }, { idempotencyKey: onceKey() }),
    done: (begun, dryRun) => {
      change({ tried: dryRun ? fingerprint : null });
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
        say={(columns) => change({ columns })}
      />
      <div className="sheet-form">
        <Select
          name="language"
          label={words.language}
          value={set.language}
          onChange={(l) => change({ language: l === "en" ? "en" : "vi" })}
          options={Object.entries(languageNames).map(([value, label]) => ({ value, label }))}
        />
        {policy.touchpoints[row.touchpoint]?.confirms && (
          <Option
            name="proved"
            type="checkbox"
            value="yes"
            checked={set.proved}
            note={say(words.provedNote)}
            onChoose={(proved) => change({ proved })}
          >
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
          <Button kind={row.state === "checked" ? "quiet" : "main"} busy={start.busy} blockedBy={blocked} onPress={() => start.send(true)}>
            {say(words.dry)}
          </Button>
          <Button kind={row.state === "checked" ? "main" : "quiet"} busy={start.busy} blockedBy={blocked} onPress={() => ask(true)}>
            {say(words.real)}
          </Button>
        </p>
      </div>
      <Real
        row={row}
        tried={row.state === "checked" && set.tried === fingerprint}
        open={sure}
        start={start}
        go={() => start.send(false)}
        close={() => ask(false)}
      />
    </section>
  );
}
