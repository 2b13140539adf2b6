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

describe("calls to this machine", () => {
  it("are allowed for trying out, and by no server that people reach from elsewhere", () => {
    const allow = { KEPT_LOOPBACK_CALLS: "allow" };
    expect(readConfig({}).loopbackCalls).toBe(false);
    expect(readConfig(allow).loopbackCalls).toBe(true);
    expect(faults({ ...allow, KEPT_URL: "https://kept.example", KEPT_TRUSTED_PROXY: "127.0.0.1" })).toEqual(["KEPT_LOOPBACK_CALLS"]);
    expect(faults({ ...allow, HOST: "0.0.0.0", KEPT_TRUSTED_PROXY: "10.0.0.1" })).toEqual(["KEPT_LOOPBACK_CALLS"]);
  });
});

describe("settings that cannot be used", () => {
  it("are all named at once, without their values", () => {
    expect(faults({ PORT: "http", DATABASE_URL: "mysql://root:secret@x/y", KEPT_ROLES: "web,boss" }).sort()).toEqual([
      "DATABASE_URL",
      "KEPT_ROLES.1",
      "PORT",
    ]);
    expect(() => readConfig({ DATABASE_URL: "mysql://root:secret@x/y" })).toThrow(/^(?!.*secret)/s);
  });

  it("are a plain port outside loopback, and roots that lie in one another", () => {
    expect(faults({ HOST: "0.0.0.0" })).toEqual(["HOST"]);
    expect(faults({ HOST: "0.0.0.0", KEPT_TRUSTED_PROXY: "10.0.0.1", KEPT_URL: "https://kept.example" })).toEqual([]);
    expect(faults({ KEPT_DATA: "/var/kept", KEPT_KEYS: "/var/kept/keys", KEPT_LEDGER: "/var/ledger" })).toEqual([
      "KEPT_DATA, KEPT_KEYS, KEPT_LEDGER, KEPT_EXPORT",
    ]);
    expect(faults({ KEPT_DATA: "/var/kept", KEPT_KEYS: "/var/kept" })).toEqual(["KEPT_DATA, KEPT_KEYS, KEPT_LEDGER, KEPT_EXPORT"]);
  });
});
