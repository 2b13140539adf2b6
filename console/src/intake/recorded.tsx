import { Link } from "@tanstack/react-router";
import { useSession } from "../app/session.js";
import { Button } from "../kit/button.js";
import { useSay } from "../kit/language.js";
import { Told } from "../kit/note.js";
import { words } from "./words.js";

export interface Taken {
  readonly person: string;
  readonly state: "pending" | "confirmed";
}

/** What became of the call, and where to go on. */
export function Recorded({ taken, again }: { taken: Taken; again: () => void }) {
  const say = useSay();
  const { organisation } = useSession();
  return (
    <div className="flow">
      <Told icon={taken.state === "confirmed" ? "check" : "clock"}>
        <b>{say(words.done)}</b> {say(words[taken.state])}
      </Told>
      <p className="row">
        <Link className="btn" to="/$organisation/people/$person" params={{ organisation: organisation.slug, person: taken.person }}>
          {say(words.open)}
        </Link>
        <Button onPress={again}>{say(words.next)}</Button>
      </p>
    </div>
  );
}
