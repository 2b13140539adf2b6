import { Link, useLocation } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { useOrganisationName } from "../app/organisations.js";
import { useSession } from "../app/session.js";
import { Icon, Seal } from "../kit/icon.js";
import { useSay } from "../kit/language.js";
import { groups } from "./places.js";
import { words } from "./words.js";

/** The screens that the roles of who is signed in open. On a small screen they wait behind a button. */
export function Side() {
  const say = useSay();
  const { organisation } = useSession();
  const name = useOrganisationName(organisation.slug);
  const { pathname } = useLocation();
  const [open, setOpen] = useState(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new screen closes the list
  useEffect(() => setOpen(false), [pathname]);
  return (
    <div className="side">
      <nav aria-label={say(words.pages)}>
        <p className="brand">
          <Seal standing="kept" />
          <b>Kept</b>
          <span>{say(name)}</span>
          <button
            type="button"
            className="btn quiet pages"
            aria-expanded={open}
            aria-controls="pages"
            aria-label={say(open ? words.shut : words.open)}
            onClick={() => setOpen(!open)}
            onKeyDown={(e) => e.key === "Escape" && setOpen(false)}
          >
            <Icon name={open ? "close" : "menu"} />
          </button>
        </p>
        <div id="pages" className={open ? "pages-open" : "pages-shut"}>
          {groups.map((g) => (
            <Group key={g.key} group={g} />
          ))}
        </div>
      </nav>
    </div>
  );
}

function Group({ group }: { group: (typeof groups)[number] }) {
  const say = useSay();
  const { organisation, may } = useSession();
  const places = group.places.filter((p) => p.deed === undefined || may(p.deed));
  if (places.length === 0) return null;
  return (
    <>
      <p className="nav-head" id={`nav-${group.key}`}>
        {say(group.head)}
      </p>
      <ul className="nav" aria-labelledby={`nav-${group.key}`}>
        {places.map((p) => (
          <li key={p.to}>
            <Link
              to={p.to}
              params={{ organisation: organisation.slug }}
              activeOptions={{ exact: p.to === "/$organisation", includeSearch: false }}
            >
              <Icon name={p.icon} /> {say(p.text)}
            </Link>
          </li>
        ))}
      </ul>
    </>
  );
}
