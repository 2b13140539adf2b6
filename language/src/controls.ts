import { agreeing } from "./controls/agreeing.js";
import { answering } from "./controls/answering.js";
import { asking } from "./controls/asking.js";
import type { Control } from "./controls/control.js";
import { disclosing } from "./controls/disclosing.js";
import { guarding } from "./controls/guarding.js";

/** Every control a promise may name. Which of them run is the server's to say. */
export const controls: readonly Control[] = [...asking, ...agreeing, ...guarding, ...disclosing, ...answering];

const byId = new Map(controls.map((c) => [c.id, c]));

/** The control of that id, or null. */
export function controlById(id: string): Control | null {
  return byId.get(id) ?? null;
}

export type { Control } from "./controls/control.js";
