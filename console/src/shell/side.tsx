import { Link } from "@tanstack/react-router";
import { useOrganisationName } from "../app/organisations.js";
import { useSession } from "../app/session.js";
import { Icon, Seal } from "../kit/icon.js";
import { useSay } from "../kit/language.js";
import { words } from "./words.js";

const places = [
  { to: "/$organisation", icon: "today", text: words.today, deed: undefined },
  { to: "/$organisation/people", icon: "person", text: words.people, deed: "find" },
  { to: "/$organisation/intake", icon: "phone", text: words.intake, deed: "intake" },
  { to: "/$organisation/import", icon: "file", text: words.import, deed: "import" },
  { to: "/$organisation/policy", icon: "policy", text: words.policy, deed: "publish" },
  { to: "/$organisation/promises", icon: "seal", text: words.promises, deed: undefined },
  { to: "/$organisation/outbox", icon: "mail", text: words.outbox, deed: "outbox" },
  { to: "/$organisation/staff", icon: "shield", text: words.staff, deed: "staff" },
  { to: "/$organisation/keys", icon: "key", text: words.keys, deed: "keys" },
] as const;

/** The screens that the roles of who is signed in open. */
export function Side() {
  const say = useSay();
  const { organisation, may } = useSession();
  const name = useOrganisationName(organisation.slug);
  const params = { organisation: organisation.slug };
  return (
    <div className="side">
      <nav aria-label={say(words.pages)}>
        <p className="brand">
          <Seal standing="kept" />
          <b>Kept</b>
          <span>{say(name)}</span>
        </p>
        <ul className="nav">
          {places
            .filter((p) => p.deed === undefined || may(p.deed))
            .map((p) => (
              <li key={p.to}>
                <Link to={p.to} params={params} activeOptions={{ exact: p.to === "/$organisation", includeSearch: false }}>
                  <Icon name={p.icon} /> {say(p.text)}
                </Link>
              </li>
            ))}
        </ul>
      </nav>
    </div>
  );
}
