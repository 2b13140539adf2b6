import type { Field as FieldOfPolicy } from "@kept/language";
import type { PersonCall } from "../../platform/http/index.js";
import { Asked, Button, Form, Send, say } from "../../platform/page/index.js";
import type { HeldValue } from "../../vault/index.js";
import { isContact } from "../rules.js";
import { correctWords as c, words as w } from "../words.js";
import { at, Errors, type Wrong } from "./frame.js";

export interface CorrectProps {
  readonly call: PersonCall;
  readonly held: HeldValue;
  readonly field: FieldOfPolicy;
  /** What was typed, when the form came back. */
  readonly typed?: string | readonly string[] | undefined;
  readonly wrong?: Wrong | undefined;
}

/** One value, to be set right. */
export function CorrectPage({ call, held, field, typed, wrong }: CorrectProps) {
  const { lang } = call;
  const { repeat: _, ...one } = field;
  return (
    <>
      <div class="flow begin">
        <h1>{say(c.title(say(field.text, lang)), lang)}</h1>
      </div>
      <Form lang={lang} action={at(call, `/values/${held.id}/correct`)} tight>
        <Errors call={call} wrong={wrong} />
        <Asked
          lang={lang}
          name="value"
          field={one}
          asked={{ required: true }}
          value={typed ?? heldText(held)}
          err={wrong?.field === "value" ? say(wrong.text, lang) : undefined}
        />
        <Send note={say(isContact(field) ? c.contactNote : c.note, lang)}>
          <Button>{say(c.save, lang)}</Button>
          <a href={at(call)}>{say(w.back, lang)}</a>
        </Send>
      </Form>
    </>
  );
}

function heldText({ value }: HeldValue): string | readonly string[] | undefined {
  if (!("content" in value)) return undefined;
  const { content } = value;
  if (typeof content === "boolean") return content ? "yes" : "no";
  if (typeof content === "number") return String(content).replace(".", ",");
  if (typeof content === "string") return content;
  return Object.values(content);
}
