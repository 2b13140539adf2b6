import type { FieldProps, Option } from "./field.js";
import { Label, Notes } from "./label.js";
import { fieldWords, say } from "./words.js";

/** A question answered by choosing: radio buttons for one answer, boxes for several. Nothing is chosen beforehand. */
export function Group(props: FieldProps & { described?: string | undefined }) {
  const { type, name, err, hint } = props;
  const chosen = new Set(typeof props.value === "string" ? [props.value] : (props.value ?? []));
  const several = type === "choices";
  return (
    <fieldset class={err ? "field bad" : "field"} aria-describedby={props.described}>
      <legend class="label">
        <Label {...props} />
      </legend>
      <Notes id={name} hint={hint} err={err} />
      <div class="opts">
        {optionsOf(props).map((o, i) => (
          <label class="opt">
            <input
              id={i === 0 ? name : `${name}-${o.value}`}
              type={several ? "checkbox" : "radio"}
              name={name}
              value={o.value}
              checked={chosen.has(o.value) ? true : undefined}
            />
            {o.text}
          </label>
        ))}
      </div>
    </fieldset>
  );
}

function optionsOf({ type, options, lang }: FieldProps): readonly Option[] {
  if (type !== "yes") return options ?? [];
  return [
    { value: "yes", text: say(fieldWords.yes, lang) },
    { value: "no", text: say(fieldWords.no, lang) },
  ];
}
