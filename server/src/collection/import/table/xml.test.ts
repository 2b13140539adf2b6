import { describe, expect, it } from "vitest";
import { readXml } from "./xml.js";

describe("XML of a workbook", () => {
  it("knows five entities and no other, whatever every object answers to", () => {
    expect([...readXml("&lt;&amp;&constructor;&__proto__;&toString;")]).toEqual([{ text: "<&&constructor;&__proto__;&toString;" }]);
  });
});
