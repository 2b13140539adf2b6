import { describe, expect, it } from "vitest";
import { ConfigFault, readConfig } from "./config.js";

const faults = (env: Record<string, string>) => {
  try {
    readConfig(env);
    return [];
  } catch (error) {
    return error instanceof ConfigFault ? error.faults.map((f) => f.split(":")[0]) : ["?"];
  }
};

describe("settings of transport", () => {
  it("demand the proxy's name where people come by https: without it every caller would seem to come from this machine", () => {
    expect(faults({ KEPT_URL: "https://kept.example" })).toEqual(["KEPT_URL"]);
    expect(faults({ KEPT_URL: "https://kept.example", KEPT_TRUSTED_PROXY: "127.0.0.1" })).toEqual([]);
    expect(faults({})).toEqual([]);
  });
});
