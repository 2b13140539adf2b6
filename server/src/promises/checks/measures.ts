import type { Both } from "@kept/language";
import { hours } from "../../platform/index.js";
import { dayOf, showDate } from "../../platform/page/index.js";
import { type Check, type CheckCall, check, judge, namesIn } from "../../policy/index.js";
import { behind, isMeasure, type Measure, moment, probeWords, staleProbeHours } from "../measures/rules.js";
import { type ProbeRow, probeRows } from "../measures/store.js";
import { newestAttestation } from "../store.js";

/** One measure as it stands for one promise. */
interface Standing {
  readonly measure: Measure;
  readonly failed: readonly string[];
  readonly near: boolean;
  readonly passed: number;
  readonly attested: boolean;
  readonly text: Both;
}

/**
 * The measures a promise names, as the probes of this deployment last found them. A probe that failed breaks the promise; one too old, or that
 * could not be carried out, endangers it; and so does a measure that nobody attests where no probe can see all of it.
 */
export const measured: Check = check("security.measures", async (call) => {
  const rows = new Map((await probeRows(call.db)).map((r) => [r.probe, r]));
  const standings: Standing[] = [];
  for (const name of namesIn(call.parameters, "list")) if (isMeasure(name)) standings.push(await standingOf(call, name, rows));
  const violations = [...new Set(standings.flatMap((s) => s.failed))];
  const done = standings.reduce((sum, s) => sum + s.passed, 0);
  const found = judge({
    done: done + standings.filter((s) => s.attested).length,
    violations,
    near: standings.some((s) => s.near),
    explanation: {
      vi: standings.map((s) => s.text.vi).join(" "),
      en: standings.map((s) => s.text.en).join(" "),
    },
  });
  // Only people's word stands behind it: that is not the same as having looked.
  const onlyAttested = found.state === "kept" && standings.every((s) => s.passed === 0);
  return onlyAttested ? { ...found, state: "attested" } : found;
});

async function standingOf({ db, promise, now }: CheckCall, measure: Measure, rows: ReadonlyMap<string, ProbeRow>): Promise<Standing> {
  const { text, probes, attested } = behind[measure];
  const looked = probes.map((name) => ({ name, row: rows.get(name) }));
  const failed = looked.filter((l) => l.row?.result === "failed").map((l) => l.name);
  const fresh = (row: ProbeRow | undefined) => row !== undefined && now.getTime() - row.probedAt.getTime() <= hours(staleProbeHours);
  const dim = looked.filter((l) => l.row?.result !== "failed" && (l.row?.result !== "passed" || !fresh(l.row)));
  const passed = looked.length - failed.length - dim.length;
  const row = attested ? await newestAttestation(db, promise.id, measure) : undefined;
  const until = row && row.valid_until >= dayOf(now) ? row.valid_until : undefined;
  const near = dim.length > 0 || (attested && until === undefined);
  const last = looked.flatMap((l) => (l.row ? [l.row.probedAt.getTime()] : []));
  const at = last.length > 0 ? moment(new Date(Math.min(...last))) : undefined;
  const say = (lang: "vi" | "en") => {
    const names = (of: readonly { name: keyof typeof probeWords }[]) => of.map((o) => probeWords[o.name][lang].toLowerCase()).join(", ");
    const parts = [
      ...(failed.length > 0 ? [`${lang === "vi" ? "không đạt" : "failed"} (${names(failed.map((name) => ({ name })))})`] : []),
      ...(dim.length > 0 ? [`${lang === "vi" ? "chưa dò được, hoặc đã cũ" : "not probed, or too long ago"} (${names(dim)})`] : []),
      ...(passed > 0 ? [`${passed} ${lang === "vi" ? "phép dò đạt" : "probes passed"}${at ? `, ${at}` : ""}`] : []),
      ...(attested && until ? [`${lang === "vi" ? "có người xác nhận đến" : "attested until"} ${showDate(until, lang)}`] : []),
      ...(attested && !until
        ? [lang === "vi" ? "chưa có ai xác nhận phần ngoài máy chủ" : "nobody attests what lies outside the server"]
        : []),
    ];
    return `${text[lang]}: ${parts.join("; ")}.`;
  };
  return { measure, failed, near, passed, attested: until !== undefined, text: { vi: say("vi"), en: say("en") } };
}
