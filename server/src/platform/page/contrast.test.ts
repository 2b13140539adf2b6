import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

const tokens = readFileSync(new URL("../../../assets/styles/tokens.css", import.meta.url), "utf8");
const themes = { light: paletteAfter(":root,:host{"), dark: paletteAfter("[data-theme=dark]") };
const surfaces = ["paper", "sheet", "wash"];

describe.each(Object.entries(themes))("the %s theme", (_, palette) => {
  it.each(["ink", "ink-2", "ink-3", "jade", "jade-2", "risk", "broken", "blue"])("writes %s readably on every surface", (text) => {
    for (const surface of surfaces) expect(ratio(palette, text, surface), `${text} on ${surface}`).toBeGreaterThanOrEqual(4.5);
  });

  it("writes readably on buttons and on the washes of states", () => {
    for (const [text, ground] of [
      ["on-jade", "jade"],
      ["on-jade", "jade-2"],
      ["jade", "jade-wash"],
      ["risk", "risk-wash"],
      ["broken", "broken-wash"],
      ["blue", "blue-wash"],
      ["paper", "ink"],
    ] as const) {
      expect(ratio(palette, text, ground), `${text} on ${ground}`).toBeGreaterThanOrEqual(4.5);
    }
  });

  it.each(["edge", "amber", "blue", "broken", "jade"])("draws %s so that a border or a mark of it is seen (WCAG 1.4.11)", (mark) => {
    for (const surface of surfaces) expect(ratio(palette, mark, surface), `${mark} on ${surface}`).toBeGreaterThanOrEqual(3);
  });
});

it("has the same dark theme by choice and by the system", () => {
  expect(paletteAfter(":root:not([data-theme=light])")).toEqual(themes.dark);
});

function paletteAfter(selector: string): ReadonlyMap<string, string> {
  const at = tokens.indexOf(selector);
  expect(at, selector).toBeGreaterThan(-1);
  const block = tokens.slice(tokens.indexOf("{", at), tokens.indexOf("}", at));
  return new Map([...block.matchAll(/--([\w-]+):(#[0-9a-f]{3,6})/g)].map((m) => [m[1] ?? "", m[2] ?? ""]));
}

function ratio(palette: ReadonlyMap<string, string>, a: string, b: string): number {
  const [one, other] = [luminance(palette.get(a)), luminance(palette.get(b))];
  return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
}

/** Relative luminance, WCAG 2.2. */
function luminance(hex = ""): number {
  const long = hex.length === 4 ? [...hex.slice(1)].map((c) => c + c).join("") : hex.slice(1);
  if (long.length !== 6) throw new Error(`not a colour: ${hex}`);
  const [r = 0, g = 0, b = 0] = [0, 2, 4].map((i) => {
    const c = Number.parseInt(long.slice(i, i + 2), 16) / 255;
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
