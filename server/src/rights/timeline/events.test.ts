import { policy } from "@kept/language";
import { describe, expect, it } from "vitest";
import { isTest, sources } from "../../../test/architecture/source.js";
import { smallPolicy } from "../../../test/policy.js";
import { actKinds } from "../../consent/index.js";
import { events, kinds, typesOf, wordsOf } from "./events.js";
import { sentenceOf } from "./told.js";

/** Events about the organisation itself: no person stands behind them, so no timeline shows them. */
const aboutNobody =
  /^(policy|promise|staff|import|vault|sweep|recipient|webhook)\.|^identity\.key_|^call\.(closed|refused)$|^segment\.(made|ended|counted|refused)$|^disclosure\.(asked|approved|approval_refused|declined|cancelled|expired|taken_again)$/;

/** Every type of event that the server records, as its source says. */
function recorded(): string[] {
  const found = sources(".", "server/src")
    .filter((s) => !isTest(s.path))
    .flatMap(({ text }) => [...text.matchAll(/\b(?:type:|tell\(tx,|record\(tx,)([^;{}]*?)(?:,\n|,\s*\w+:|\n\s*\w+:|\)|$)/gm)])
    .flatMap(([, said]) => [...(said ?? "").matchAll(/"([a-z]+\.[a-z_]+)"/g)].map((m) => m[1] ?? ""));
  return [...new Set([...found, ...actKinds.map((a) => `consent.${a}`)])].filter((type) => !aboutNobody.test(type));
}

describe("the words of the timeline", () => {
  it("has found the events that are known to be recorded", () => {
    for (const type of ["value.read", "identity.signed_in", "identity.code_sent", "message.sent", "person.merged", "submission.received"]) {
      expect(recorded()).toContain(type);
    }
  });

  it("says every event that the server records about a person", () => {
    expect(recorded().filter((type) => !Object.hasOwn(events, type))).toEqual([]);
  });

  it("says each in both languages, as whole sentences without holes", () => {
    const club = policy.parse(smallPolicy("club"));
    const event = {
      id: "0",
      at: new Date(),
      actor: { kind: "staff", role: "secretary" },
      purpose: "membership",
      fields: ["email"],
      touchpoint: "join",
      detail: { kind: "code.sign_in", on: "2026-11-21", term: "2026-12-01", right: "erase", proof: "call_back", minutes: 30 },
    };
    for (const type of Object.keys(events)) {
      for (const lang of ["vi", "en"] as const) {
        const said = sentenceOf(club, { ...event, type }, lang);
        expect(said).toMatch(/^\p{Lu}/u);
        expect(said).not.toMatch(/undefined|\[object|\s{2}|""/);
      }
    }
  });

  it("puts every type under one kind that people may look through", () => {
    expect(kinds.flatMap(typesOf).sort()).toEqual(Object.keys(events).sort());
  });

  it("shows a type it does not know rather than nothing", () => {
    expect(wordsOf("constructor").vi.length).toBeGreaterThan(0);
    const said = sentenceOf(
      policy.parse(smallPolicy("club")),
      { id: "0", at: new Date(), type: "other.thing", actor: { kind: "system" } },
      "vi",
    );
    expect(said).toContain("other.thing");
  });
});
