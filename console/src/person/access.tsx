import { useSession } from "../app/session.js";
import { AskGlass } from "./ask-glass.js";
import { Responsible } from "./responsible.js";
import { Restricted } from "./restricted.js";

/** Who may read this person: whose they are, emergency access, and what the person restricted. */
export function AccessPart({ person, purposes }: { person: string; purposes: readonly string[] }) {
  const { may } = useSession();
  return (
    <>
      <Responsible person={person} />
      {may("break_glass") && <AskGlass person={person} purposes={purposes} />}
      <Restricted person={person} purposes={purposes} />
    </>
  );
}
