import { discardPolicyDraft, type policyDraft, type readPolicyInForce, savePolicyDraft } from "@kept/contract";
import { checkText, type Policy } from "@kept/language";
import { useDeferredValue, useMemo, useRef, useState } from "react";
import type { z } from "zod";
import { client } from "../app/client.js";
import { useSend } from "../app/send.js";
import { Button } from "../kit/button.js";
import { day, moment } from "../kit/dates.js";
import { Icon } from "../kit/icon.js";
import { useLanguage, useSay } from "../kit/language.js";
import { Trouble } from "../kit/note.js";
import { Page } from "../kit/page.js";
import { Differences } from "./differences.js";
import { Editor, type EditorHandle } from "./editor.js";
import { Findings } from "./findings.js";
import { Publish } from "./publish.js";
import { Versions } from "./versions.js";
import { stopText, words } from "./words.js";

type Draft = z.output<typeof policyDraft>;
type InForce = z.output<(typeof readPolicyInForce)["response"]>;

interface Props {
  readonly inForce: InForce;
  readonly source: string;
  readonly draft: Draft | null;
}

/** Where the policy is written: the same check as the server's runs here, while one types. */
export function Desk({ inForce, source, draft }: Props) {
  const say = useSay();
  const { language } = useLanguage();
  const [kept, keep] = useState<Draft | null>(draft);
  const [text, setText] = useState(draft?.source ?? source);
  const [publishing, publish] = useState(false);
  const editor = useRef<EditorHandle>(null);
  const settled = useDeferredValue(text);
  const checked = useMemo(() => checkText(settled), [settled]);
  const errors = checked.findings.filter((f) => f.level === "error").length;
  const changed = text !== source;
  const saved = text === (kept?.source ?? source);
  const save = useSend({
    work: (words: string) => client.call(savePolicyDraft, { body: { source: words, ...(kept ? { over: kept.etag } : {}) } }),
    done: keep,
    said: () => {
      const before = kept?.source ?? source;
      return { text: words.savedAt, undo: () => setText(before) };
    },
  });
  const discard = useSend({
    work: (over: string) => client.call(discardPolicyDraft, { body: { over } }),
    done: () => {
      keep(null);
      setText(source);
    },
    said: () => {
      const before = text;
      return { text: words.discarded, undo: () => setText(before) };
    },
  });
  const under = [
    `${say(words.inForce)} ${inForce.version}, ${say(words.published)} ${day(inForce.published_at, language)}`,
    ...(kept ? [`${say(words.draft)} ${moment(kept.saved_at, language)}`] : []),
  ].join(" · ");
  const blocked = errors > 0 ? "stop" : changed ? undefined : "same";
  const deeds = (
    <>
      {kept && (
        <Button busy={discard.busy} onPress={() => discard.send(kept.etag)}>
          {say(words.discard)}
        </Button>
      )}
      <Button busy={save.busy} blockedBy={saved ? "saved" : undefined} onPress={() => save.send(text)}>
        {say(words.save)}
      </Button>
      <Button kind="main" blockedBy={blocked} onPress={() => publish(true)}>
        {say(words.publish)}
      </Button>
    </>
  );
  return (
    <Page title={words.title} under={under} deeds={deeds}>
      <Trouble error={save.error ?? discard.error} />
      {errors > 0 && (
        <p id="stop" className="err">
          <Icon name="alert" />
          <span>{say(stopText(errors, checked.findings.length - errors))}</span>
        </p>
      )}
      <div className="edit">
        <section className="pane" aria-labelledby="file">
          <header>
            <h2 id="file">{say(words.file)}</h2>
            <span className="soft">language 1</span>
            <span className="soft push" id={saved ? "saved" : undefined} role="status">
              <span id={changed ? undefined : "same"}>{say(!saved ? words.unsaved : changed ? words.saved : words.same)}</span>
            </span>
          </header>
          <Editor ref={editor} value={text} findings={checked.findings} onChange={setText} onSave={() => saved || save.send(text)} />
        </section>
        <Findings findings={checked.findings} policy={checked.policy} goTo={(line) => editor.current?.goTo(line)} />
      </div>
      <Differences
        before={inForce.policy}
        version={inForce.version}
        after={comparable(checked.policy, changed)}
        broken={checked.policy === null}
        source={settled}
        publishes={checked.publishes && changed}
      />
      <Versions inForce={inForce.version} take={setText} />
      {publishing && <Publish source={text} before={inForce} after={checked.policy} close={() => publish(false)} />}
    </Page>
  );
}

function comparable(policy: Policy | null, changed: boolean): Policy | null {
  return changed ? policy : null;
}
