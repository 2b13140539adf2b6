import type { Finding, Policy } from "@kept/language";
import { Icon } from "../kit/icon.js";
import { useSay } from "../kit/language.js";
import { foundText, words } from "./words.js";

interface Props {
  readonly findings: readonly Finding[];
  readonly policy: Policy | null;
  readonly goTo: (line: number) => void;
}

/** What the check found, each with its line and its mend. */
export function Findings({ findings, policy, goTo }: Props) {
  const say = useSay();
  return (
    <section aria-labelledby="check">
      <h2 id="check" role="status">
        {say(foundText(findings.length))}
      </h2>
      {findings.length === 0 ? (
        <p className="row">
          <span className="kept">
            <Icon name="check" />
          </span>
          {say(words.clean)}
        </p>
      ) : (
        <ol className="find-list">
          {worstFirst(findings).map((f) => (
            <li key={`${f.line} ${f.path} ${f.code} ${f.text.vi}`}>
              <span className={f.level === "error" ? "broken" : "risk"}>
                <Icon name={f.level === "error" ? "object" : "alert"} />
              </span>
              <p>
                <b>
                  {say(f.level === "error" ? words.error : words.gap)}, {say(words.line)}{" "}
                  <button className="plain-btn num" type="button" onClick={() => goTo(f.line)}>
                    {f.line}
                  </button>
                  .
                </b>{" "}
                <Marked text={say(f.text)} />
              </p>
              <p className="soft">
                <Marked text={say(f.mend)} />
                {f.article && <small> {say(f.article)}</small>}
              </p>
            </li>
          ))}
        </ol>
      )}
      {policy && <Matched policy={policy} />}
    </section>
  );
}

/** What stops publishing stands first; else the order of the file. */
function worstFirst(findings: readonly Finding[]): Finding[] {
  return findings.toSorted((a, b) => Number(b.level === "error") - Number(a.level === "error"));
}

/** Names of the file stand between backticks in the check's sentences. */
function Marked({ text }: { text: string }) {
  const [before = "", name, ...after] = text.split("`");
  if (name === undefined) return before;
  return (
    <>
      {before}
      <code>{name}</code>
      <Marked text={after.join("`")} />
    </>
  );
}

function Matched({ policy }: { policy: Policy }) {
  const say = useSay();
  const held = policy.promises.filter((p) => p.kept_by.length > 0).length;
  const all = policy.promises.length;
  if (held === 0) return null;
  return (
    <>
      <h2 className="block">{say(words.matched)}</h2>
      <p className="row">
        <span className="kept">
          <Icon name="check" />
        </span>
        {say({ vi: `${held} trong ${all} cam kết có cách giữ`, en: `${held} of ${all} promises have a control` })}
      </p>
    </>
  );
}
