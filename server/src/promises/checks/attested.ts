import { dayOf, showDate } from "../../platform/page/index.js";
import { type Check, check, judge, textIn } from "../../policy/index.js";
import { newestAttestation } from "../store.js";

/** What a named person confirmed: stands until its date, the policy's or the attestation's, whichever is earlier. */
export const attested: Check = check("attested", async ({ db, promise, parameters, now }) => {
  const who = textIn(parameters, "who") ?? "";
  const latest = textIn(parameters, "until");
  const row = await newestAttestation(db, promise.id);
  if (!row) {
    return judge({ done: 0, explanation: { vi: "Chưa có ai xác nhận.", en: "Nobody has confirmed it yet." } });
  }
  const until = latest && latest < row.valid_until ? latest : row.valid_until;
  if (until < dayOf(now)) {
    return judge({
      done: 1,
      near: true,
      explanation: {
        vi: `${who} xác nhận đến ${showDate(until, "vi")}; đã quá ngày.`,
        en: `${who} confirmed it until ${showDate(until, "en")}; that day has passed.`,
      },
    });
  }
  return {
    state: "attested",
    done: 1,
    refused: 0,
    violations: [],
    explanation: { vi: `${who} xác nhận đến ${showDate(until, "vi")}.`, en: `${who} confirms it until ${showDate(until, "en")}.` },
  };
});
