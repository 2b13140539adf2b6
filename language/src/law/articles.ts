import type { Both } from "../schema/words.js";

/** The instruments cited, by the short names used in code. */
const instruments = {
  L91: { vi: "Luật 91/2025/QH15", en: "Law 91/2025/QH15" },
  D356: { vi: "Nghị định 356/2025/NĐ-CP", en: "Decree 356/2025/ND-CP" },
  D330: { vi: "Nghị định 330/2026/NĐ-CP", en: "Decree 330/2026/ND-CP" },
  D91: { vi: "Nghị định 91/2020/NĐ-CP", en: "Decree 91/2020/ND-CP" },
  GDPR: { vi: "GDPR (Quy định (EU) 2016/679)", en: "GDPR (Regulation (EU) 2016/679)" },
  L88: { vi: "Luật 88/2015/QH13", en: "Law 88/2015/QH13" },
  D174: { vi: "Nghị định 174/2016/NĐ-CP", en: "Decree 174/2016/ND-CP" },
  D123: { vi: "Nghị định 123/2020/NĐ-CP", en: "Decree 123/2020/ND-CP" },
  L19: { vi: "Luật 19/2023/QH15", en: "Law 19/2023/QH15" },
} as const;
export type Instrument = keyof typeof instruments;

/** `article("L91", "9.4")` is “Luật 91/2025/QH15, điều 9.4”. */
export function article(instrument: Instrument, at: string): Both {
  const name = instruments[instrument];
  return { vi: `${name.vi}, điều ${at}`, en: `${name.en}, art. ${at}` };
}
