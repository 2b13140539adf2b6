import { showDate } from "./dates.js";
import type { FieldProps } from "./field.js";
import { fieldWords, say } from "./words.js";

/** The element that takes the answer, for questions answered by one control. Lengths are judged by the server, so that nothing pasted is cut off unseen. */
export function Control(props: FieldProps & { described?: string | undefined; named?: string | undefined }) {
  const { type, name, need, err, options, lang } = props;
  const value = typeof props.value === "string" ? props.value : undefined;
  const common = {
    id: name,
    name,
    required: need ? true : undefined,
    "aria-invalid": err ? ("true" as const) : undefined,
    "aria-describedby": props.described,
    "aria-label": props.named,
  };
  const autocomplete = props.autocomplete ?? autocompletes[type];
  switch (type) {
    case "lines":
    case "address":
      // A line feed right after the tag is dropped by browsers; ours is spent so that the person's own survives.
      return (
        <textarea {...common} rows={type === "lines" ? 4 : 2} autocomplete={autocomplete}>
          {`\n${value ?? ""}`}
        </textarea>
      );
    case "choice":
      return (
        <select {...common}>
          <option value="">{say(fieldWords.pick, lang)}</option>
          {options?.map((o) => (
            <option value={o.value} selected={o.value === value ? true : undefined}>
              {o.text}
            </option>
          ))}
        </select>
      );
    case "file":
      return <input {...common} type="file" accept={props.file?.types.map((t) => `.${t}`).join(",")} />;
    case "secret":
      return <input {...common} type="password" autocomplete={autocomplete} autocapitalize="none" />;
    case "code":
      return <input {...common} class="code-in" type="text" inputmode="numeric" autocomplete={autocomplete} value={value} />;
    case "date":
      return (
        <input
          {...common}
          class="short"
          type="text"
          inputmode="numeric"
          autocomplete={autocomplete}
          value={value && showDate(value, "vi")}
        />
      );
    case "number":
      return <input {...common} class="short" type="text" inputmode="decimal" autocomplete={autocomplete} value={value} />;
    case "email":
      return <input {...common} type="email" autocomplete={autocomplete} value={value} />;
    case "phone":
      return <input {...common} type="tel" inputmode="tel" autocomplete={autocomplete} value={value} />;
    case "username":
      return <input {...common} type="text" autocomplete={autocomplete} value={value} autocapitalize="none" />;
    default:
      return <input {...common} type="text" autocomplete={autocomplete} value={value} />;
  }
}

const autocompletes: Readonly<Partial<Record<FieldProps["type"], string>>> = {
  name: "name",
  email: "email",
  phone: "tel",
  address: "street-address",
  username: "username",
  secret: "new-password",
  code: "one-time-code",
};
