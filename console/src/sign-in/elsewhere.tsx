import { Link } from "@tanstack/react-router";
import { useOrganisationName } from "../app/organisations.js";
import { useSay } from "../kit/language.js";
import { Outside } from "../shell/outside.js";
import { words } from "./words.js";

/** A link into another organisation than the one signed in to: the person chooses which is meant. */
export function Elsewhere({ wanted, signedIn }: { wanted: string; signedIn: string }) {
  const say = useSay();
  const here = useOrganisationName(wanted);
  const there = useOrganisationName(signedIn);
  return (
    <Outside title={words.signedInElsewhere}>
      <p className="gap row">
        <Link className="btn quiet" to="/$organisation" params={{ organisation: signedIn }}>
          {say(words.goThere)}: {say(there)}
        </Link>
        <Link className="btn quiet" to="/$organisation/sign-in" params={{ organisation: wanted }}>
          {say(words.signInHere)}: {say(here)}
        </Link>
      </p>
    </Outside>
  );
}
