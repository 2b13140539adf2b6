import { type Policy, shownLines } from "@kept/language";
import { Option } from "../kit/field.js";
import { useLanguage, useSay } from "../kit/language.js";
import { words } from "./words.js";

export type Answers = Readonly<Record<string, "given" | "refused">>;

interface Props {
  readonly policy: Policy;
  readonly touchpoint: string;
  readonly answers: Answers;
  readonly answer: (answers: Answers) => void;
}

/** Each consent on its own, with the very words to be read out; both answers weigh the same and neither is preset (law 91/2025 art. 9.4). */
export function Consents({ policy, touchpoint, answers, answer }: Props) {
  const say = useSay();
  const { language } = useLanguage();
  const asked = askedPurposes(policy, touchpoint);
  if (asked.length === 0) return null;
  const set = (purpose: string, to: "given" | "refused" | undefined) => {
    const { [purpose]: _, ...others } = answers;
    answer(to === undefined ? others : { ...others, [purpose]: to });
  };
  return (
    <section>
      <h2>{say(words.consents)}</h2>
      <p className="hint">{say(words.consentsText)}</p>
      {asked.map((purpose) => (
        <fieldset key={purpose} className="choice">
          <legend>
            <b>{say(policy.purposes[purpose]?.text ?? { vi: purpose, en: purpose })}</b>
          </legend>
          <blockquote className="aloud">
            {shownLines(policy, touchpoint, { purpose }, language).map((line) => (
              <p key={line}>{line}</p>
            ))}
          </blockquote>
          <div className="pair">
            {(["given", "refused"] as const).map((said) => (
              <Option
                key={said}
                name={`consent-${purpose}`}
                value={said}
                checked={answers[purpose] === said}
                onChoose={() => set(purpose, said)}
              >
                {say(words[said])}
              </Option>
            ))}
          </div>
          {answers[purpose] && (
            <button className="plain-btn" type="button" onClick={() => set(purpose, undefined)}>
              {say(words.unanswered)}
            </button>
          )}
        </fieldset>
      ))}
    </section>
  );
}

/** The purposes asked for here: those of their own, and what the person comes for where its basis is consent. */
function askedPurposes(policy: Policy, touchpoint: string): string[] {
  const asks = policy.touchpoints[touchpoint];
  if (!asks) return [];
  const coming = policy.purposes[asks.for]?.basis === "consent" ? [asks.for] : [];
  return [...new Set([...coming, ...asks.consents])];
}
