import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Club, testClub } from "../../test/club.js";
import { person } from "../../test/person.js";
import { liftRestriction, object, restrict, type Stopped } from "../consent/index.js";
import { eventsOf } from "../evidence/index.js";
import { newId, type PersonId, personId, type Tx } from "../platform/index.js";
import { merge, openForRecipient, readFor, sameAs, undoMerge } from "./index.js";

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
    await expect(read(an, ["nobody"])).rejects.toMatchObject({ code: "read.role" });
    expect(await types(an)).toEqual(["value.read_refused"]);
  });

  it("refuses once the person has said no to the purpose", async () => {
    const an = await member("an3@mau.example");
    const said: Stopped = { person: an, purpose, at: now, method: "form", by: { kind: "person" } };
    await write((tx) => object(tx, club.policy, said));
    await expect(read(an)).rejects.toMatchObject({ code: "read.objection" });
    expect((await types(an))[0]).toBe("value.read_refused");
  });

  it("refuses while the person restricts processing, for that purpose or for all, and opens again once it is lifted", async () => {
    const an = await member("an4@mau.example");
    const by = { kind: "person" } as const;
    for (const of of [purpose, undefined]) {
      const said = { person: an, purpose: of, at: now, method: "form" as const, by };
      expect(await write((tx) => restrict(tx, said))).toBe(true);
      expect(await write((tx) => restrict(tx, said))).toBe(false);
      await expect(read(an)).rejects.toMatchObject({ code: "read.restriction" });
      expect(await write((tx) => liftRestriction(tx, said))).toBe(true);
      expect((await read(an)).values).toHaveLength(2);
    }
    expect((await types(an)).filter((t) => t.startsWith("consent."))).toHaveLength(4);
  });

  it("keeps closed what is past its date, though nobody has swept it yet", async () => {
    const an = await member("an5@mau.example");
    await club.owner("update value set until = '2026-11-20' where person_id = $1 and field = 'email'", [an]);
    const shown = Object.fromEntries((await read(an)).values.map((v) => [v.field, v.shown]));
    expect(shown.email).toMatchObject({ reason: "retention" });
  });

  it("keeps closed what the policy's own rules say is due", async () => {
    const an = await member("an6@mau.example");
    await club.owner("update value set collected_at = '2020-01-01T00:00:00Z' where person_id = $1", [an]);
    const before = (await read(an)).values.map((v) => "content" in v.shown);
    expect(before).toContain(true);
    const brief = await club.republish((draft) => {
      draft.retention = [{ id: "brief", text: { vi: "Một năm", en: "One year" }, until: "time", period: "1 year" }];
    });
    const closed = (
      await readFor(club.database, club.id, brief, { actor: { kind: "staff", id: club.staff }, roles: [role] }, an, purpose, now)
    ).values;
    expect(closed.map((v) => "reason" in v.shown && v.shown.reason)).toEqual(expect.arrayContaining(["retention"]));
    expect(closed.every((v) => !("content" in v.shown))).toBe(true);
    club.policy = await club.republish(() => undefined);
  });
});

describe("opening for a recipient", () => {
  const open = (persons: PersonId[], over: { fields?: string[]; purpose?: string; demanded?: boolean } = {}) =>
    write((tx) =>
      openForRecipient(tx, club.policy, { persons, purpose, fields: ["email"], by: { kind: "staff", id: club.staff }, now, ...over }),
    );
  const stopped = (an: PersonId) => ({ person: an, purpose, at: now, method: "form" as const, by: { kind: "person" as const } });

  it("opens the fields of the grant and nothing else, each person by their own standing", async () => {
    const [an, binh] = [await member("ra@mau.example"), await member("khong@mau.example")];
    await write((tx) => object(tx, club.policy, stopped(binh)));
    const out = await open([an, binh, personId.parse(newId())]);
    expect([...out.values()]).toMatchObject([
      { outcome: "opened", values: [{ field: "email", content: "ra@mau.example" }], withheld: [] },
      { outcome: "refused", reason: "objection" },
      { outcome: "refused", reason: "erased" },
    ]);
  });

  it("withholds what was collected for something else, and what is past its date", async () => {
    const an = await member("dung@mau.example");
    expect((await open([an], { purpose: "newsletter" })).get(an)).toMatchObject({ outcome: "refused", reason: "consent" });
    await club.owner("update value set purposes = '{newsletter}' where person_id = $1 and field = 'email'", [an]);
    await club.owner("update value set until = '2026-11-20' where person_id = $1 and field = 'note'", [an]);
    const out = await open([an], { fields: ["email", "note"] });
    expect(out.get(an)).toMatchObject({
      values: [],
      withheld: [
        { field: "email", reason: "purpose" },
        { field: "note", reason: "retention" },
      ],
    });
  });

  it("opens past objection, restriction and purpose where the law demands it, and never past the date", async () => {
    const an = await member("toa@mau.example");
    await write((tx) => restrict(tx, { ...stopped(an), purpose: undefined }));
    expect((await open([an])).get(an)).toMatchObject({ outcome: "refused", reason: "restriction" });
    expect((await open([an], { demanded: true })).get(an)).toMatchObject({ values: [{ content: "toa@mau.example" }] });
    await club.owner("update value set until = '2026-11-20' where person_id = $1", [an]);
    expect((await open([an], { demanded: true })).get(an)).toMatchObject({ values: [], withheld: [{ reason: "retention" }] });
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
