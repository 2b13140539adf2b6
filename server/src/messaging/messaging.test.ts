import type { AddressInfo } from "node:net";
import { SMTPServer } from "smtp-server";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type Club, testClub } from "../../test/club.js";
import { runDue, waitingJobs } from "../../test/jobs.js";
import { person } from "../../test/person.js";
import { testRunning } from "../../test/running.js";
import { eventsOf } from "../evidence/index.js";
import { newId, type PersonId, TestClock, type Tx } from "../platform/index.js";
import { eraseField, registerErasure } from "../vault/index.js";
import { compose, messagingErasing, queueMail, smtp, type Transport } from "./index.js";
import { messagingJobs } from "./jobs.js";
import { backOff } from "./rules.js";
import { listNewest } from "./store.js";

let club: Club;
let server: SMTPServer;
let transport: Transport;
let received: { to: string[]; text: string }[];
let answer: Error | undefined;
const clock = new TestClock(new Date());

beforeAll(async () => {
  club = await testClub();
});
afterAll(() => club.close());

beforeEach(async () => {
  received = [];
  answer = undefined;
  server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    onData(stream, session, done) {
      let text = "";
      stream.on("data", (d: Buffer) => {
        text += d.toString();
      });
      stream.on("end", () => {
        if (answer) return done(answer);
        received.push({ to: session.envelope.rcptTo.map((r) => r.address), text });
        done();
      });
    },
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  const { port } = server.server.address() as AddressInfo;
  transport = smtp(`smtp://127.0.0.1:${port}`);
});
afterEach(async () => {
  transport.close();
  await new Promise<void>((done) => server.close(() => done()));
});

const write = <T>(work: (tx: Tx) => Promise<T>) => club.database.write(club.id, work);
const made = (email: string) => write(async (tx) => (await person(tx).with("email", email).made()).id);
const letter = () => compose(club.policy.policy, "code.sign_in", "vi", { code: "12345678", minutes: "10" });
const queue = (to: string, who: PersonId, id = newId()) =>
  write((tx) => queueMail(tx, who, id, "code.sign_in", { ...letter(), to }, clock.now()));
const jobs = () => messagingJobs(testRunning(club, clock), transport);
const states = () => club.database.read(club.id, (db) => listNewest(db, 10));

describe("a mail", () => {
  it("goes out by SMTP, names the controller and how to reach them, and is recorded without its address", async () => {
    const an = await made("an@mau.example");
    await queue("an@mau.example", an);
    await runDue(club, jobs());
    expect(received[0]?.to).toEqual(["an@mau.example"]);
    expect(received[0]?.text).toMatch(/Auto-Submitted: auto-generated/);
    expect(letter().text).toContain("Hội Câu lạc bộ Mẫu\n1 đường Mẫu, Hà Nội\n028 0000 0104\nlienhe@mau.example");
    const events = await club.database.read(club.id, (db) => eventsOf(db, an, 10));
    expect(events.map((e) => e.type)).toEqual(["message.sent", "message.queued"]);
    expect(JSON.stringify(events)).not.toContain("an@mau.example");
  });

  it("lies sealed while it waits: neither address nor text is in any row", async () => {
    const an = await made("giu@mau.example");
    await queue("giu@mau.example", an);
    const rows = await club.owner<{ row: string }>("select encode(sealed, 'escape') || message::text as row from message");
    expect(rows.length).toBeGreaterThan(0);
    for (const { row } of rows) expect(row).not.toMatch(/mau\.example|12345678/);
    await runDue(club, jobs());
  });

  it("is one mail, however often its job puts it on its way", async () => {
    const an = await made("mot@mau.example");
    const id = newId();
    await queue("mot@mau.example", an, id);
    await queue("mot@mau.example", an, id);
    await runDue(club, jobs());
    expect(received).toHaveLength(1);
  });

  it("is tried again later when the server is unwilling, with its fault's code and not its words", async () => {
    const an = await made("doi@mau.example");
    answer = Object.assign(new Error("doi@mau.example is greylisted"), { responseCode: 451 });
    await queue("doi@mau.example", an);
    await runDue(club, jobs());
    expect((await states())[0]).toMatchObject({ state: "waiting", attempts: 1, fault: "smtp_451" });
    expect(await waitingJobs(club, "messaging.send")).toHaveLength(1);
  });

  it("is failed at once when the server refuses it for good", async () => {
    const an = await made("sai@mau.example");
    answer = Object.assign(new Error("no such user"), { responseCode: 550 });
    await queue("sai@mau.example", an);
    await runDue(club, jobs());
    expect((await states())[0]).toMatchObject({ state: "failed", fault: "smtp_550" });
  });

  it("goes with a field that is erased, for it may hold it", async () => {
    registerErasure("messaging", messagingErasing);
    const an = await made("di@mau.example");
    await queue("di@mau.example", an);
    await write((tx) => eraseField(tx, an, "email", "asked", clock.now()));
    expect((await states()).filter((m) => m.personId === an)).toEqual([]);
  });
});

describe("composing", () => {
  it("never lets a value begin a line or a header of its own", () => {
    const { subject, text } = compose(club.policy.policy, "code.sign_in", "en", { code: "1\r\nBcc: x@y.example", minutes: "10" });
    expect(subject).not.toMatch(/[\r\n]/);
    expect(text.split("\n").some((l) => l.startsWith("Bcc"))).toBe(false);
  });

  it("waits longer after each failure, up to four hours", () => {
    const waits = Array.from({ length: 12 }, (_, i) => backOff(i + 1));
    expect(waits).toEqual([...waits].sort((a, b) => a - b));
    expect(waits[0]).toBe(60_000);
    expect(waits.at(-1)).toBe(4 * 3_600_000);
  });
});
