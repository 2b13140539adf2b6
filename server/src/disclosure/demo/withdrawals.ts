import { standings, withdrawConsent } from "../../consent/index.js";
import type { Scene } from "./fill.js";

const many = 2;

/** Some people who came by a touchpoint withdraw everything they agreed to: what they gave has no purpose left, and waits to be decided on. */
export function withdrawals(touchpoint: string): (scene: Scene) => Promise<void> {
  return async ({ running, organisation, policy, sent }) => {
    const at = running.clock.now();
    const persons = sent.filter((s) => s.touchpoint === touchpoint).slice(0, many);
    await running.database.write(organisation.id, async (tx) => {
      for (const { person } of persons) {
        for (const { purpose, why } of await standings(tx, policy, person)) {
          if (why !== "consent.given") continue;
          await withdrawConsent(tx, policy, { person, purpose, at, method: "form", by: { kind: "person" } });
        }
      }
    });
  };
}
