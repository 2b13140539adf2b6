import { breach, complaints } from "./answers.js";
import { asked } from "./asked.js";
import { changes } from "./changes.js";
import { cookies } from "./cookies.js";
import { access, retention } from "./keeping.js";
import type { DrawPart, Part, PartCall } from "./part.js";
import { messages, purposes } from "./purposes.js";
import { recipients } from "./recipients.js";
import { rights } from "./rights.js";
import { who } from "./who.js";
import type { PartId } from "./words.js";

/** In the order in which they are read. Security has no text of its own: its promises are the text. */
const drawn: readonly (readonly [PartId, DrawPart])[] = [
  ["who", who],
  ["asked", asked],
  ["purposes", purposes],
  ["messages", messages],
  ["retention", retention],
  ["access", access],
  ["recipients", recipients],
  ["cookies", cookies],
  ["rights", rights],
  ["complaints", complaints],
  ["security", () => null],
  ["breach", breach],
  ["changes", changes],
];

/** The parts of the notice that the policy speaks of, or promises something about. */
export function partsOf(call: PartCall): Part[] {
  return drawn
    .map(([id, draw]) => ({ id, body: draw(call) }))
    .filter(({ id, body }) => body !== null || call.policy.promises.some((p) => p.about === id));
}
