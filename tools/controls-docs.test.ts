import { readFileSync } from "node:fs";
import { controlById } from "@kept/language";
import { describe, expect, it } from "vitest";
import { checkedControls, controlsPage, page } from "./controls-docs.mjs";

describe("docs/controls.md", () => {
  it("is what the catalogue and the registered checks make: run `node tools/controls-docs.mjs` after changing either", () => {
    expect(readFileSync(page, "utf8")).toBe(controlsPage());
  });
});

describe("the server's checks", () => {
  it("prove controls of the catalogue, each control once", () => {
    const checked = checkedControls();
    expect(checked.filter((id) => controlById(id) === null)).toEqual([]);
    expect(checked.filter((id, at) => checked.indexOf(id) !== at)).toEqual([]);
  });
});
