import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Club, testClub } from "../../test/club.js";
import { person } from "../../test/person.js";
import { object, type Stopped } from "../consent/index.js";
import { eventsOf } from "../evidence/index.js";
import type { PersonId, Tx } from "../platform/index.js";
import { merge, readFor, sameAs, undoMerge } from "./index.js";

let club: Club;
let purpose: string;
let role: string;
const now = new Date("2026-11-21T03:00:00Z");

beforeAll(async () => {
  club = await testClub((draft) => {
    draft.fields.note = { type: "lines", text: { vi: "Ghi chú", en: "Note" }, category: "basic", index: "none" };
    draft.roles = {
      ...draft.roles,
      desk: {
        text: { vi: "Quầy", en: "Desk" },
        reads: [{ purposes: ["membership"], fields: ["email"] }],
        assigned: false,
        may: [],
      },
    };
  });
  purpose = "membership";
  role = "desk";
});
afterAll(() => club.close());

const write = <T>(work: (tx: Tx) => Promise<T>) => club.database.write(club.id, work);
const member = (email: string) =>
  write(async (tx) => (await person(tx).with("email", email).with("note", "nhà hẻm nhỏ").through("join", ["membership"]).made()).id);
const read = (who: PersonId, roles: string[] = [role], of = purpose) =>
  readFor(club.database, club.id, club.policy, { actor: { kind: "staff", id: club.staff }, roles }, who, of, now);
const types = async (who: PersonId) => (await club.database.read(club.id, (db) => eventsOf(db, who, 10))).map((e) => e.type);

describe("reading for a purpose", () => {
  it("opens the fields of the role, masks the rest, and records which were opened", async () => {
    const an = await member("an@mau.example");
    const reading = await read(an);
    const shown = Object.fromEntries(reading.values.map((v) => [v.field, v.shown]));
    expect(shown.email).toEqual({ content: "an@mau.example" });
    expect(shown.note).toEqual({ masked: "•••••", reason: "role" });
    const [event] = await club.database.read(club.id, (db) => eventsOf(db, an, 1));
    expect(event?.id).toBe(reading.event);
    expect(JSON.parse(event?.canonical ?? "")).toMatchObject({
      type: "value.read",
      purpose,
      fields: ["email"],
      detail: { opened: 1, masked: 1 },
    });
    expect(event?.canonical).not.toContain("an@mau.example");
    expect(event?.canonical).not.toContain(an);
  });

  it("refuses a role without the purpose, opens nothing, and records the refusal", async () => {
    const an = await member("an2@mau.example");
    await expect(read(an, ["nobody"])).rejects.toMatchObject({ code: "read.purpose" });
    expect(await types(an)).toEqual(["value.read_refused"]);
  });

  it("refuses once the person has said no to the purpose", async () => {
    const an = await member("an3@mau.example");
    const said: Stopped = { person: an, purpose, at: now, method: "form", by: { kind: "person" } };
    await write((tx) => object(tx, club.policy, said));
    await expect(read(an)).rejects.toMatchObject({ code: "read.standing" });
    expect((await types(an))[0]).toBe("value.read_refused");
  });
});

describe("merged records", () => {
  it("are read together, and apart again once it is undone", async () => {
    const [a, b] = [await member("mot@mau.example"), await member("hai@mau.example")];
    const id = await write((tx) => merge(tx, a, b, club.staff, "call_back", now));
    expect((await read(a)).values.filter((v) => v.field === "email")).toHaveLength(2);
    expect((await read(b)).values.filter((v) => v.field === "email")).toHaveLength(2);
    await expect(write((tx) => merge(tx, b, a, club.staff, "call_back", now))).rejects.toMatchObject({ code: "merge.same" });
    await write((tx) => undoMerge(tx, id, club.staff, now));
    expect((await read(a)).values.filter((v) => v.field === "email")).toHaveLength(1);
    expect(await club.database.read(club.id, (db) => sameAs(db, a))).toEqual([a]);
    await expect(write((tx) => undoMerge(tx, id, club.staff, now))).rejects.toMatchObject({ code: "merge.undone" });
    expect(await types(b)).toContain("person.unmerged");
  });
});
