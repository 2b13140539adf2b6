import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { organisations } from "../app/organisations.js";
import { Icon } from "../kit/icon.js";
import { useSay } from "../kit/language.js";
import { Empty, Loading, Trouble } from "../kit/note.js";
import { Outside } from "../shell/outside.js";
import { words } from "./words.js";

/** Staff choose their organisation before they sign in. */
export function ChoosePage() {
  const say = useSay();
  const list = useQuery(organisations);
  return (
    <Outside title={words.choose}>
      <p className="soft">{say(words.chooseText)}</p>
      {list.isPending ? (
        <Loading />
      ) : list.isError ? (
        <Trouble error={list.error} again={() => void list.refetch()} />
      ) : list.data.organisations.length === 0 ? (
        <Empty title={words.noneHere} text={words.noneHereText} />
      ) : (
        <ul className="ruled doors">
          {list.data.organisations.map((o) => (
            <li key={o.id}>
              <Link to="/$organisation" params={{ organisation: o.slug }}>
                <span className="logo" aria-hidden="true">
                  {say({ vi: o.name_vi, en: o.name_en }).trim().slice(0, 1)}
                </span>
                <b>{say({ vi: o.name_vi, en: o.name_en })}</b>
                <Icon name="next" />
              </Link>
            </li>
          ))}
        </ul>
      )}
    </Outside>
  );
}
