import { liftRestriction, readRestrictions, restrictProcessing } from "@kept/contract";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { client, onceKey } from "../app/client.js";
import { useLabels } from "../app/labels.js";
import { useSend } from "../app/send.js";
import { useSession } from "../app/session.js";
import { Button } from "../kit/button.js";
import { day } from "../kit/dates.js";
import { Select } from "../kit/field.js";
import { Sheet, textOf } from "../kit/form.js";
import { useLanguage, useSay } from "../kit/language.js";
import { Trouble } from "../kit/note.js";
import { isKey, optionsOf } from "../kit/options.js";
import { words } from "./access-words.js";
import { proofs } from "./words.js";

interface Restricting {
  readonly purpose?: string;
  readonly proof: keyof typeof proofs;
}

/** What of the person's data is kept and not used, at their request; staff do it and lift it on proof of right. */
export function Restricted({ person, purposes }: { person: string; purposes: readonly string[] }) {
  const say = useSay();
  const { language } = useLanguage();
  const { purposeText } = useLabels();
  const { may } = useSession();
  const again = useQueryClient();
  const held = useQuery({
    queryKey: ["restrictions", person],
    queryFn: ({ signal }) => client.call(readRestrictions, { params: { person } }, { signal }),
  });
  const [sent, count] = useState(0);
  const [purpose, choose] = useState("");
  const done = () => {
    // A second press on the same place must not undo the first.
    choose("");
    count((n) => n + 1);
    for (const key of ["restrictions", "person", "standing"]) void again.invalidateQueries({ queryKey: [key, person] });
  };
  const restrict = useSend({
    work: (body: Restricting) => client.call(restrictProcessing, { params: { person }, body }, { idempotencyKey: onceKey() }),
    done,
    said: () => ({ text: words.restricted }),
  });
  const lift = useSend({
    work: (body: Restricting) => client.call(liftRestriction, { params: { person }, body }, { idempotencyKey: onceKey() }),
    done,
    said: () => ({ text: words.lifted }),
  });
  const standing = held.data?.restrictions ?? [];
  const stands = standing.some((r) => (r.purpose ?? "") === purpose);
  return (
    <section className="block">
      <h2>{say(words.restriction)}</h2>
      <p className="soft measure">{say(words.restrictionText)}</p>
      <Trouble error={held.error} />
      {standing.length === 0 ? (
        <p className="gap">{say(words.free)}</p>
      ) : (
        <ul className="ruled">
          {standing.map((r) => (
            <li key={r.purpose ?? "*"}>
              <span>{say(r.purpose === null ? words.all : purposeText(r.purpose))}</span>
              <span className="push soft num">{day(r.at, language)}</span>
            </li>
          ))}
        </ul>
      )}
      {may("requests") && (
        <Sheet
          key={sent}
          className="sheet-form gap"
          error={restrict.error ?? lift.error}
          onSend={(data) => {
            const proof = textOf(data, "proof");
            if (!isKey(proofs, proof)) return;
            (stands ? lift : restrict).send({ ...(purpose ? { purpose } : {}), proof });
          }}
        >
          <Select
            name="purpose"
            label={words.which}
            empty={words.all}
            value={purpose}
            onChange={choose}
            options={purposes.map((p) => ({ value: p, label: say(purposeText(p)) }))}
          />
          <Select name="proof" label={words.proof} required options={optionsOf(proofs, say)} />
          <p>
            <Button type="submit" icon={stands ? "undo" : "object"} busy={restrict.busy || lift.busy}>
              {say(stands ? words.lift : words.restrict)}
            </Button>
          </p>
        </Sheet>
      )}
    </section>
  );
}
