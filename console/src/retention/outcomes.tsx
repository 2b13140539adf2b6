import { occasionPeople, setOutcome } from "@kept/contract";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { client, onceKey } from "../app/client.js";
import { useLabels } from "../app/labels.js";
import { useSend } from "../app/send.js";
import { Ask } from "../kit/dialog.js";
import { Select } from "../kit/field.js";
import { useSay } from "../kit/language.js";
import { Loading, Trouble } from "../kit/note.js";
import { optionsOf } from "../kit/options.js";
import type { Occasion } from "./occasions.js";
import { words } from "./words.js";

/** Who takes part, masked, and how it came out for each: whoever is hired is left by the rule that ends the others' data. */
export function Outcomes({ occasion, close }: { occasion: Occasion; close: () => void }) {
  const say = useSay();
  const { policy } = useLabels();
  const again = useQueryClient();
  const params = { kind: occasion.kind, reference: occasion.reference ?? "" };
  const key = ["occasion", occasion.occasion, "people"];
  const list = useQuery({ queryKey: key, queryFn: () => client.call(occasionPeople, { params }), gcTime: 0 });
  const set = useSend({
    work: (body: { person: string; outcome: string | null }) => client.call(setOutcome, { params, body }, { idempotencyKey: onceKey() }),
    done: () => void again.invalidateQueries({ queryKey: key }),
    said: () => ({ text: words.came }),
  });
  return (
    <Ask title={words.outcomes} open close={close}>
      <p className="soft">{say(words.outcomesText)}</p>
      <Trouble error={set.error} />
      {list.isPending ? (
        <Loading />
      ) : list.isError ? (
        <Trouble error={list.error} again={() => void list.refetch()} />
      ) : list.data.people.length === 0 ? (
        <p className="soft">{say(words.noPeople)}</p>
      ) : (
        <ul className="ruled">
          {list.data.people.map((p) => (
            <li key={p.person}>
              <Select
                name={p.person}
                label={p.label}
                empty={words.noOutcome}
                value={p.outcome ?? ""}
                onChange={(outcome) => set.send({ person: p.person, outcome: outcome === "" ? null : outcome })}
                options={optionsOf(policy?.occasions[occasion.kind]?.outcomes ?? {}, say)}
              />
            </li>
          ))}
        </ul>
      )}
      {list.data?.more && <p className="soft">{say(words.morePeople)}</p>}
    </Ask>
  );
}
