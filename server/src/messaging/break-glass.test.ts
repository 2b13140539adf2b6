import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type TestAccount, testAccount } from "../../test/account.js";
import { createHolderStaff } from "../../test/holder.js";
import { runDue } from "../../test/jobs.js";
import { newId, type StaffId } from "../platform/index.js";
import { messagingJobs } from "./jobs.js";
import { openMail } from "./queue.js";
import { listNewest } from "./store.js";

let club: TestAccount;
let asker: StaffId;
let second: StaffId;
let officer: StaffId;

beforeAll(async () => {
  club = await testAccount((d) => {
    const text = { vi: "Vai", en: "Role" };
    d.roles = {
      ...d.roles,
      // Whoever watches may ask too: they are not told of their own asking.
      asker: { text, may: ["find", "break_glass", "watch"] },
      second: { text, may: ["find", "break_glass"] },
      officer: { text, may: ["watch"] },
    };
  });
  asker = await createHolderStaff(club, ["asker"]);
  second = await createHolderStaff(club, ["second"]);
  officer = await createHolderStaff(club, ["officer"]);
  const left = await createHolderStaff(club, ["officer"]);
  await club.db.owner("update staff set state = 'disabled', disabled_at = now() where id = $1", [left]);
});
afterAll(() => club.db.close());

const reason = "Khách bị nạn, người nhà gọi đến hỏi";
const as = (id: StaffId, role: string) => {
  club.caller = { kind: "staff", id, sessionId: newId(), roles: [role], fresh: true };
};
const run = () => runDue(club.db, messagingJobs(club.running, undefined));
const mails = () =>
  club.db.database.read(club.id, async (db) => {
    const rows = await listNewest(db, 10);
    return Promise.all(rows.map(async (row) => ({ kind: row.kind, ...(await openMail(db, row)) })));
  });

describe("those who watch reading", () => {
  it("get a mail when emergency access is agreed to: not before, once each, without who asked or why", async () => {
    const m = await club.member();
    as(asker, "asker");
    const asked = await club.call("POST", `/people/${m.id}/break-glass`, { purpose: "membership", reason, minutes: 30 });
    const { grant } = asked.body as { grant: string };
    await run();
    expect(await mails()).toEqual([]);
    as(second, "second");
    expect((await club.call("POST", `/break-glass/${grant}:agree`)).status).toBe(200);
    await run();
    await Promise.all(messagingJobs(club.running, undefined).map((j) => j.task === "messaging.break_glass" && j.run(club.id, { grant })));
    const [mail, ...more] = await mails();
    expect(more).toEqual([]);
    expect(mail).toMatchObject({ kind: "alert.break_glass", to: `mau.${officer.slice(-6)}@nhanvien.example` });
    expect(mail?.text).toContain("trong 30 phút, cho việc: Nhận hội viên");
    expect(mail?.text).toContain(`/console/${club.slug}/alarms`);
    expect(mail?.text).not.toMatch(/Khách|Ngọc Ánh|@thu|Nguyễn Văn Mẫu/);
  });

  it("get none when it is turned down", async () => {
    const m = await club.member();
    as(asker, "asker");
    const { body } = await club.call("POST", `/people/${m.id}/break-glass`, { purpose: "membership", reason, minutes: 30 });
    const before = (await mails()).length;
    as(second, "second");
    await club.call("POST", `/break-glass/${(body as { grant: string }).grant}:refuse`);
    await run();
    expect((await mails()).length).toBe(before);
  });
});
