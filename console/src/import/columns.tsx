import { importMethod } from "@kept/contract";
import { Field, Select } from "../kit/field.js";
import { Icon } from "../kit/icon.js";
import { useSay } from "../kit/language.js";
import { methods as methodWords } from "../person/words.js";
import { type Draft, nothing, type Said, type Target } from "./draft.js";
import { words } from "./words.js";

interface Props {
  readonly columns: readonly { readonly column: number; readonly name: string }[];
  readonly targets: readonly Target[];
  /** The ways in which consent may have been given here; any, where the policy names none. */
  readonly methods: readonly string[];
  readonly draft: Draft;
  readonly incomplete: readonly number[];
  readonly say: (draft: Draft) => void;
}

/** Each column of the file by its name, with what it holds. */
export function Columns({ columns, targets, methods, draft, incomplete, say: set }: Props) {
  const taken = new Map(Object.entries(draft).map(([n, s]) => [s.target, Number(n)]));
  return (
    <ol className="ruled map">
      {columns.map(({ column, name }) => {
        const now = draft[column] ?? nothing;
        return (
          <li key={column}>
            <Column
              column={column}
              name={name}
              now={now}
              targets={targets.filter((t) => repeats(t.value) || (taken.get(t.value) ?? column) === column)}
              methods={methods}
              incomplete={incomplete.includes(column)}
              set={(part) => set({ ...draft, [column]: { ...now, ...part } })}
            />
          </li>
        );
      })}
    </ol>
  );
}

interface ColumnProps {
  readonly column: number;
  readonly name: string;
  readonly now: Said;
  readonly targets: readonly Target[];
  readonly methods: readonly string[];
  readonly incomplete: boolean;
  readonly set: (part: Partial<Said>) => void;
}

function Column({ column, name, now, targets, methods, incomplete, set }: ColumnProps) {
  const say = useSay();
  const groups = (["fields", "consents", "others"] as const).map((g) => [g, targets.filter((t) => t.group === g)] as const);
  const to = now.target.split(":")[0];
  const ways = importMethod.options.filter((m) => methods.length === 0 || methods.includes(m));
  return (
    <div className="sheet-form">
      <label className="field">
        <span className="label">
          {column}. {name}
        </span>
        {incomplete && (
          <span className="err">
            <Icon name="alert" />
            <span>{say(words.incomplete)}</span>
          </span>
        )}
        <select name={`column-${column}`} value={now.target} onChange={(e) => set({ ...nothing, target: e.currentTarget.value })}>
          <option value="">{say(words.leave)}</option>
          {groups.map(
            ([group, some]) =>
              some.length > 0 && (
                <optgroup key={group} label={say(words[group])}>
                  {some.map((t) => (
                    <option key={t.value} value={t.value}>
                      {say(t.text)}
                    </option>
                  ))}
                </optgroup>
              ),
          )}
        </select>
      </label>
      {(to === "consent" || to === "duty" || to === "accuracy") && (
        <div className="duo">
          <Field
            name={`given-${column}`}
            label={words.yes}
            hint={words.wordsHint}
            value={now.given}
            maxLength={400}
            required
            onChange={(given) => set({ given })}
          />
          {to === "consent" && (
            <Field
              name={`refused-${column}`}
              label={words.noWords}
              hint={words.noHint}
              value={now.refused}
              maxLength={400}
              onChange={(refused) => set({ refused })}
            />
          )}
        </div>
      )}
      {to === "consent" && (
        <Select
          name={`method-${column}`}
          label={words.method}
          hint={words.methodHint}
          required
          value={now.method}
          onChange={(method) => set({ method })}
          options={ways.map((m) => ({ value: m, label: say(methodWords[m]) }))}
        />
      )}
    </div>
  );
}

/** A field of several kinds takes several columns; everything else only one. */
function repeats(target: string): boolean {
  return target.split(":").length === 3;
}
