import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { type Club, testClub } from "../../../test/club.js";
import { testApp, testRunning } from "../../../test/running.js";
import { newId, type PersonId, TestClock } from "../../platform/index.js";
import { erasePerson, followErasure, registerErasure } from "../../vault/index.js";
import { retentionServed } from "../http.js";
import { joinOccasions, moveOccasions, occasionsOf, openOccasion, recordEvent, retentionErasing } from "../index.js";

let club: Club;
let app: ReturnType<typeof testApp>;
const by = { kind: "staff", id: newId() } as const;
const clock = new TestClock(new Date("2026-11-20T02:00:00Z"));
beforeAll(async () => {
  registerErasure("retention", retentionErasing);
  club = await testClub((d) => {
    d.occasions = { visit: { text: { vi: "Buổi thăm", en: "Visit" }, events: { held: { vi: "Đã diễn ra", en: "Held" } } } };
  });
  const running = testRunning(club, clock);
  app = testApp(running, {
    served: retentionServed(running),
    guards: {
      acting: async () => ({ organisation: { id: club.id, slug: club.slug }, caller: { kind: "key", id: newId(), roles: ["secretary"] } }),
      may: async () => true,
    },
  });
});
afterAll(() => club.close());

const post = (path: string, body: unknown) =>
  app.request(`http://localhost:4000/api/v1${path}`, {
    method: "POST",
    body: JSON.stringify(body),
    headers: { "content-type": "application/json", authorization: "Bearer x" },
  });
const opened = (reference: string, person?: PersonId) =>
  club.database.write(club.id, (tx) =>
    openOccasion(tx, club.policy, { kind: "visit", reference, open: false, person, by, at: clock.now() }),
  );
const of = (person: PersonId) => club.database.read(club.id, (db) => occasionsOf(db, person));

describe("an occasion", () => {
  it("takes the organisation's reference, and never a phone, an e-mail or an identity number", async () => {
    const name = (reference: string, over: object = {}) => post("/occasions", { kind: "visit", reference, ...over });
    for (const bad of ["0903115800", "+84903115800", "a@thu.example", "079123456789", "Trần Ánh", "../x y"])
      expect((await name(bad)).status).toBe(422);
    expect((await name("DH-2026-001")).status).toBe(201);
    expect((await name("DH-2026-001", { occasion: newId() })).status).toBe(404);
  });

  it("takes the events its kind declares, and no others", async () => {
    await opened("DH-2026-002");
    expect((await post("/occasions/visit/DH-2026-002/events", { event: "held", on: "2026-12-01" })).status).toBe(201);
    expect((await post("/occasions/visit/DH-2026-002/events", { event: "eaten", on: "2026-12-01" })).status).toBe(422);
    expect((await post("/occasions/visit/NOBODY/events", { event: "held", on: "2026-12-01" })).status).toBe(404);
  });

  it("opened by a form without a reference gets it later, once", async () => {
    const id = newId();
    await club.owner("insert into occasion (organisation_id, id, kind, open, opened_at) values ($1, $2, 'visit', false, now())", [
      club.id,
      id,
    ]);
    expect((await post("/occasions", { kind: "visit", reference: "DH-2026-003", occasion: id })).status).toBe(201);
    expect((await post("/occasions", { kind: "visit", reference: "DH-2026-004", occasion: id })).status).toBe(404);
  });

  it("counts the newest date of each event", async () => {
    const person = await club.person();
    await opened("DH-2026-005", person);
    for (const on of ["2026-12-05", "2026-12-01"]) {
      const happened = { kind: "visit", reference: "DH-2026-005", event: "held", on, by, at: clock.now() };
      await club.database.write(club.id, (tx) => recordEvent(tx, club.policy, happened));
    }
    expect(await of(person)).toMatchObject([{ reference: "DH-2026-005", events: { held: "2026-12-01" } }]);
  });

  it("goes along where a newcomer turns out to be a person we know, though both took part", async () => {
    const [newcomer, known] = [await club.person(), await club.person()];
    await opened("DH-2026-006", newcomer);
    const shared = await opened("DH-2026-007", newcomer);
    await club.database.write(club.id, async (tx) => {
      await joinOccasions(tx, [{ person: known, occasion: shared.id, at: clock.now(), by }]);
      await moveOccasions(tx, newcomer, known);
    });
    expect((await of(known)).map((o) => o.reference).sort()).toEqual(["DH-2026-006", "DH-2026-007"]);
    expect(await of(newcomer)).toEqual([]);
  });

  it("goes with the last person in it, and stays while anybody is left or may still join", async () => {
    const [a, b] = [await club.person(), await club.person()];
    await opened("DH-2026-008", a);
    const shared = await opened("DH-2026-009", a);
    await club.database.write(club.id, (tx) => joinOccasions(tx, [{ person: b, occasion: shared.id, at: clock.now(), by }]));
    const erasure = await club.database.write(club.id, (tx) => erasePerson(tx, a, "asked", clock.now()));
    await followErasure(club.database, club.id, a, erasure.id, clock.now());
    const left = await club.owner<{ reference: string }>("select reference from occasion where reference like 'DH-2026-00%' order by 1");
    expect(left.map((o) => o.reference)).toContain("DH-2026-009");
    expect(left.map((o) => o.reference)).not.toContain("DH-2026-008");
  });
});

const answer = z.looseObject({ code: z.string().optional(), refusals: z.array(z.unknown()).optional() });

describe("a file of dates", () => {
  const send = async (text: string) => {
    const response = await app.request("http://localhost:4000/api/v1/occasions:import", {
      method: "POST",
      body: text,
      headers: { "content-type": "text/csv", authorization: "Bearer x" },
    });
    const body: unknown = await response.json();
    return { status: response.status, body: answer.parse(body) };
  };
  const refusedEvents = () => club.owner<{ canonical: string }>("select canonical from event where type = 'occasion.refused' order by id");
  const dates = (reference: string) =>
    club.owner<{ on: string }>(
      "select e.on_date::text as on from occasion_event e join occasion o on o.id = e.occasion_id where o.reference = $1 order by e.id",
      [reference],
    );

  it("is taken row by row: a bad one is refused alone, with its row and why, and that it was stands in the record", async () => {
    await opened("DH-2026-101");
    await opened("DH-2026-102");
    const before = (await refusedEvents()).length;
    const { status, body } = await send(
      [
        "Mã,Loại,Mốc,Ngày",
        "DH-2026-101,visit,held,2026-12-01",
        "NOBODY,visit,held,2026-12-01",
        "DH-2026-102,visit,held,30/02/2026",
        "DH-2026-102,visit,eaten,2026-12-01",
        "DH-2026-102,visit",
        "DH-2026-102,wedding,held,2026-12-01",
        "DH-2026-102,visit,held,1/3/2026",
        "",
      ].join("\n"),
    );
    expect(status).toBe(200);
    expect(body).toMatchObject({ rows: 7, recorded: 2, unchanged: 0, past: 1, refused: 5 });
    expect(body.refusals).toEqual([
      { row: 3, code: "occasion.unknown" },
      { row: 4, code: "occasion.date" },
      { row: 5, code: "occasion.event" },
      { row: 6, code: "row.columns" },
      { row: 7, code: "occasion.kind" },
    ]);
    expect(await dates("DH-2026-102")).toEqual([{ on: "2026-03-01" }]);
    const written = (await refusedEvents()).slice(before).map((e) => JSON.parse(e.canonical).detail);
    expect(written.map((d) => d.reason).sort()).toEqual(["occasion.date", "occasion.event", "occasion.kind", "occasion.unknown"]);
    expect(JSON.stringify(written)).not.toMatch(/NOBODY|wedding|eaten|30\/02/);
  });

  it("sent again, adds nothing", async () => {
    await opened("DH-2026-103");
    const file = "kind;reference;event;date\nvisit;DH-2026-103;held;2026-12-05\n";
    expect((await send(file)).body).toMatchObject({ recorded: 1, unchanged: 0 });
    expect((await send(file)).body).toMatchObject({ recorded: 0, unchanged: 1 });
    expect(await dates("DH-2026-103")).toHaveLength(1);
  });

  it("is refused whole where its first row names no columns, or it is no text", async () => {
    const answers = await Promise.all([send("visit,DH-2026-101,held,2026-12-01\n"), send(""), send("kind,reference,event,date\n\0")]);
    expect(answers.map((a) => a.body.code)).toEqual(["occasion.columns", "occasion.columns", "import.encoding"]);
  });

  it("A date that is refused over the API is written down too, without what was sent", async () => {
    await opened("DH-2026-104");
    const before = (await refusedEvents()).length;
    for (const on of ["hôm qua", "2026-02-30", "0226-12-01"])
      expect((await post("/occasions/visit/DH-2026-104/events", { event: "held", on })).status).toBe(422);
    expect((await post("/occasions/visit/0903115800/events", { event: "held", on: "2026-12-01" })).status).toBe(404);
    const written = (await refusedEvents()).slice(before).map((e) => JSON.parse(e.canonical));
    expect(written.map((e) => e.detail.reason)).toEqual(["occasion.date", "occasion.date", "occasion.date", "occasion.unknown"]);
    expect(JSON.stringify(written)).not.toMatch(/qua|0903115800/);
    expect(await dates("DH-2026-104")).toEqual([]);
  });
});
