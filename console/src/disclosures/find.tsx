import { findPeople } from "@kept/contract";
import { useState } from "react";
import { client } from "../app/client.js";
import { useSend } from "../app/send.js";
import { Button } from "../kit/button.js";
import { Field, Option } from "../kit/field.js";
import { Sheet, textOf } from "../kit/form.js";
import { Icon } from "../kit/icon.js";
import { useSay } from "../kit/language.js";
import { words } from "./words.js";

/** Somebody who was found, by their masked label. */
export interface Person {
  readonly person: string;
  readonly label: string;
}

/** Finds people as the search does: what was typed goes in no address. */
export function Find({ persons, choose }: { persons: readonly Person[]; choose: (persons: readonly Person[]) => void }) {
  const say = useSay();
  const find = useSend({ work: (text: string) => client.call(findPeople, { body: { text } }), done: (f) => setFound(f.people) });
  const [found, setFound] = useState<readonly Person[]>();
  const all = [...persons, ...(found ?? []).filter((f) => !persons.some((p) => p.person === f.person))];
  return (
    <fieldset className="opts">
      <legend>{say(words.who)}</legend>
      <Sheet error={find.error} onSend={(data) => textOf(data, "text").length > 1 && find.send(textOf(data, "text"))}>
        <Field name="text" label={words.find} maxLength={200} />
        <p>
          <Button type="submit" busy={find.busy}>
            <Icon name="search" /> {say(words.findDeed)}
          </Button>
        </p>
      </Sheet>
      {found?.length === 0 && (
        <p className="hint" role="status">
          {say(words.foundNone)}
        </p>
      )}
      {all.map((p) => {
        const is = persons.some((one) => one.person === p.person);
        return (
          <Option
            key={p.person}
            type="checkbox"
            name="persons"
            value={p.person}
            checked={is}
            onChoose={(yes) => choose(yes ? [...persons, p] : persons.filter((one) => one.person !== p.person))}
          >
            {p.label}
          </Option>
        );
      })}
    </fieldset>
  );
}
