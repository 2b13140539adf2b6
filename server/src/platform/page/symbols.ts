import { readFileSync } from "node:fs";

export const iconNames = [
  "view",
  "edit",
  "copy",
  "erase",
  "undo",
  "pause",
  "object",
  "complain",
  "shield",
  "search",
  "lock",
  "mail",
  "phone",
  "file",
  "clock",
  "person",
  "check",
  "close",
  "next",
  "prev",
  "inbox",
  "today",
  "policy",
  "seal",
  "evidence",
  "send",
  "alert",
  "info",
  "gear",
  "plus",
  "key",
] as const;
export type IconName = (typeof iconNames)[number];

/** How a promise stands. Drawn by outline first, so that colour is never needed. */
export const standings = ["kept", "at_risk", "broken", "not_exercised", "attested", "not_built"] as const;
export type Standing = (typeof standings)[number];

/** The symbol and the class of each standing, as the stylesheet and the sprite name them. */
export const markOf: Readonly<Record<Standing, string>> = {
  kept: "kept",
  at_risk: "risk",
  broken: "broken",
  not_exercised: "none",
  attested: "attested",
  not_built: "unbuilt",
};

/** The drawings that a page uses, as one hidden `<svg>`, or nothing where it uses none. The markup is ours: it comes from the sprite file. */
export function spriteFor(html: string): string {
  const used = new Set([...html.matchAll(/<use href="#([im]-[a-z]+)"/g)].map((m) => m[1] ?? ""));
  if (used.size === 0) return "";
  return `<svg class="icons" aria-hidden="true" focusable="false">${[...used].map(drawing).join("")}</svg>`;
}

let drawings: ReadonlyMap<string, string> | undefined;

function drawing(id: string): string {
  drawings ??= load();
  const found = drawings.get(id);
  if (!found) throw new Error(`no drawing ${id} in icons.svg`);
  return found;
}

function load(): ReadonlyMap<string, string> {
  const svg = readFileSync(new URL("../../../assets/icons.svg", import.meta.url), "utf8");
  return new Map([...svg.matchAll(/<symbol id="([^"]+)".*?<\/symbol>/gs)].map((m) => [m[1] ?? "", m[0]]));
}
