import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { type Member, type TestAccount, testAccount } from "../../test/account.js";
import { waitingJobs } from "../../test/jobs.js";
import { standing } from "../consent/index.js";
import { commitment } from "../evidence/index.js";
import { alertForMail } from "../identity/index.js";
import { minutes, personId } from "../platform/index.js";
import { current, erasuresOf, history, personState } from "../vault/index.js";

let club: TestAccount;
beforeAll(async () => {
  club = await testAccount();
});
afterAll(() => club.db.close());

const held = (m: Member) => club.db.database.read(club.id, (db) => current(db, m.id));
const contents = async (m: Member) =>
  Object.fromEntries((await held(m)).map((v) => [v.field, "content" in v.value ? v.value.content : v.value.fault]));

describe("the account", () => {
  it("lets nobody in who is not signed in", async () => {
    const answer = await club.app.request(`http://localhost:4000${club.at()}`);
    expect([answer.status, answer.headers.get("location")]).toEqual([303, `${club.at("/sign-in")}?to=${encodeURIComponent(club.at())}`]);
  });

  it("shows every value with why, from where, under which notice and until when", async () => {
    const m = await club.member((p) => p.with("phone", "+84903115824"));
    const { status, text } = await m.browser.get(club.at());
    expect(status).toBe(200);
    for (const said of [
      "Trần Thị Ngọc Ánh",
      "0903 115 824",
      "Nhận hội viên",
      "thoả thuận với bạn",
      "Đơn vào hội",
      "biểu mẫu trên trang",
      "Giữ đến khi bạn ra khỏi hội.",
    ]) {
      expect(text).toContain(said);
    }
    expect(text).toContain(`href="/${club.slug}/notice/1"`);
    expect(text).toContain("đã xác nhận");
    expect(text).toContain("chưa xác nhận");
    const english = await m.browser.get(club.at("?lang=en"));
    expect(english.text).toContain("What Sample Club holds about you");
    expect(english.text).toContain("Kept until you leave the club.");
  });

  it("shows another person's value to nobody, by any of its addresses", async () => {
    const mine = await club.member();
    const other = await club.member((p) => p.with("phone", "+84903115824"));
    for (const path of ["correct", "erase"]) {
      expect((await mine.browser.get(club.at(`/values/${other.value("phone")}/${path}`))).status).toBe(404);
      expect(
        (await mine.browser.post(club.at(`/values/${other.value("phone")}/${path}`), { value: "+84903115825", confirm: "yes" })).status,
      ).toBe(404);
    }
    expect(await contents(other)).toMatchObject({ phone: "+84903115824" });
  });

  it("corrects a value, keeps the former one, and says so", async () => {
    const m = await club.member();
    const form = await m.browser.get(club.at(`/values/${m.value("full_name")}/correct`));
    expect(form.text).toContain('value="Trần Thị Ngọc Ánh"');
    const answer = await m.browser.post(club.at(`/values/${m.value("full_name")}/correct`), { value: "Trần Thị Ngọc Anh" });
    expect([answer.status, answer.to]).toEqual([303, `${club.at()}?done=corrected`]);
    const page = await m.browser.get(`${club.at()}?done=corrected`);
    expect(page.text).toContain("Đã sửa.");
    expect(page.text).toContain("Trước đây: Trần Thị Ngọc Ánh");
    expect(await contents(m)).toMatchObject({ full_name: "Trần Thị Ngọc Anh" });
  });

  it("says what is wrong with a correction, keeps what was typed and changes nothing", async () => {
    const m = await club.member();
    const answer = await m.browser.post(club.at(`/values/${m.value("full_name")}/correct`), { value: " " });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain("Mục này còn trống");
    const bad = await m.browser.post(club.at(`/values/${m.value("email")}/correct`), { value: "anh@@thu" });
    expect(bad.status).toBe(422);
    expect(bad.text).toContain('value="anh@@thu"');
    expect(await contents(m)).toMatchObject({ full_name: "Trần Thị Ngọc Ánh" });
  });

  it("asks for fresh proof before an e-mail is changed: a browser left open must not give the account away", async () => {
    const m = await club.member();
    const before = (await contents(m)).email;
    club.clock.advance(minutes(11));
    const at = club.at(`/values/${m.value("email")}/correct`);
    expect((await m.browser.get(at)).to).toContain("/account/step-up?to=");
    const answer = await m.browser.post(at, { value: "ke.trom@thu.example" });
    expect(answer.to).toContain("/account/step-up?to=");
    expect((await club.mailedCode())?.to).not.toBe("ke.trom@thu.example");
    expect((await contents(m)).email).toBe(before);
  });

  it("counts a changed e-mail only once its code is entered; until then the old one stands", async () => {
    const m = await club.member();
    const before = (await contents(m)).email;
    const answer = await m.browser.post(club.at(`/values/${m.value("email")}/correct`), { value: "moi@thu.example" });
    expect(answer.to).toContain("/account/code?to=");
    expect((await contents(m)).email).toBe(before);
    expect((await m.browser.get(club.at())).text).toContain("Đang chờ mã");
    const mailed = await club.mailedCode();
    expect(mailed?.to).toBe("moi@thu.example");
    const used = await m.browser.post(club.at("/code"), { code: mailed?.code ?? "", to: `${club.at()}?done=verified` });
    expect(used.status).toBe(303);
    expect((await contents(m)).email).toBe("moi@thu.example");
    const [email] = (await held(m)).filter((v) => v.field === "email");
    expect(email?.origin.verifiedAt).not.toBeNull();
    const alert = (await waitingJobs(club.db, "messaging.alert")).find((j) => j.payload.person === m.id && j.payload.alert === "changed");
    const told = await club.db.database.read(club.id, (db) => alertForMail(db, z.record(z.string(), z.string()).parse(alert?.payload)));
    expect(told?.to).toBe(before);
  });

  it("erases one field after asking, and leaves the rest readable", async () => {
    const m = await club.member((p) => p.with("phone", "+84903115824"));
    const path = club.at(`/values/${m.value("phone")}/erase`);
    expect((await m.browser.get(path)).text).toContain("Xoá điện thoại?");
    expect((await m.browser.post(path)).status).toBe(422);
    expect(await contents(m)).toHaveProperty("phone");
    expect((await m.browser.post(path, { confirm: "yes" })).to).toBe(`${club.at()}?done=erased`);
    expect(await contents(m)).not.toHaveProperty("phone");
    expect(await contents(m)).toMatchObject({ full_name: "Trần Thị Ngọc Ánh" });
    const [erasure] = await club.db.database.read(club.id, (db) => erasuresOf(db, m.id));
    expect(erasure).toMatchObject({ scope: "field", field: "phone", cause: "asked" });
  });

  it("does not erase by itself what the account is opened by", async () => {
    const m = await club.member();
    const answer = await m.browser.post(club.at(`/values/${m.value("email")}/erase`), { confirm: "yes" });
    expect(answer.status).toBe(409);
    expect(answer.text).toContain("Bạn đăng nhập bằng mục này");
    expect(await contents(m)).toHaveProperty("email");
  });

  it("withdraws, objects, lifts and agrees again, each with a receipt", async () => {
    const m = await club.member();
    const ask = await m.browser.get(club.at("/purposes/newsletter"));
    const digest = /name="digest" value="([0-9a-f]{64})"/.exec(ask.text)?.[1] ?? "";
    expect(ask.text.match(/class="btn quiet"/g)?.length).toBe(2);
    expect((await m.browser.post(club.at("/purposes/newsletter"), { digest, lang: "vi", answer: "given" })).to).toContain("done=agree");
    const now = () => club.db.database.read(club.id, (db) => standing(db, club.policy, m.id, "newsletter"));
    expect(await now()).toMatchObject({ state: "may", why: "consent.given" });
    const receipt = /\/receipts\/([0-9a-f-]{36})/.exec((await m.browser.get(club.at())).text)?.[1] ?? "";
    const shown = await m.browser.get(club.at(`/receipts/${receipt}`));
    expect(shown.text).toContain(digest);
    expect(shown.text).toContain("Hội Câu lạc bộ Mẫu");
    await m.browser.post(club.at("/purposes/newsletter/withdraw"));
    expect(await now()).toMatchObject({ state: "may_not", why: "consent.withdrawn" });
    await m.browser.post(club.at("/purposes/newsletter/object"));
    expect(await now()).toMatchObject({ why: "consent.objected" });
    await m.browser.post(club.at("/purposes/newsletter/lift"));
    expect(await now()).toMatchObject({ state: "may_not", why: "consent.missing" });
    const other = await club.member();
    expect((await other.browser.get(club.at(`/receipts/${receipt}`))).status).toBe(404);
  });

  it("takes no answer to words that are not the words of today", async () => {
    const m = await club.member();
    const answer = await m.browser.post(club.at("/purposes/newsletter"), { digest: "0".repeat(64), lang: "vi", answer: "given" });
    expect(answer.status).toBe(409);
  });

  it("tells in both languages what happened, newest first, and by kind", async () => {
    const m = await club.member();
    await m.browser.post(club.at(`/values/${m.value("full_name")}/correct`), { value: "Trần Ngọc Ánh" });
    await m.browser.post(club.at("/purposes/newsletter/object"));
    const all = (await m.browser.get(club.at("/timeline"))).text;
    expect(all.indexOf("Bạn phản đối: gửi bản tin")).toBeGreaterThan(-1);
    expect(all.indexOf("Bạn phản đối")).toBeLessThan(all.indexOf("Bạn sửa họ và tên"));
    const changes = (await m.browser.get(club.at("/timeline?kind=change&lang=en"))).text;
    expect(changes).toContain("You corrected full name");
    expect(changes).not.toContain("objected");
    expect((await m.browser.get(club.at("/timeline?kind=message"))).text).toContain("Nothing of this kind has happened yet.");
  });

  it("pages through a long timeline without losing or repeating a line", async () => {
    const m = await club.member();
    for (let i = 0; i < 60; i++) await m.browser.post(club.at(`/purposes/newsletter/${i % 2 === 0 ? "object" : "lift"}`));
    const seen: string[] = [];
    for (let path: string | undefined = club.at("/timeline?kind=consent"); path !== undefined; ) {
      const { text } = await m.browser.get(path);
      seen.push(...[...text.matchAll(/bằng chứng <span class="num">([0-9a-f]{8})/g)].map((x) => x[1] ?? ""));
      path = /class="btn quiet" href="([^"]*before=[^"]*)"/.exec(text)?.[1]?.replaceAll("&amp;", "&");
    }
    expect(seen.length).toBe(60);
    expect(new Set(seen).size).toBe(60);
  });
});

describe("erasing everything", () => {
  it("asks for fresh proof, then for a tick, then destroys the key, ends the session and hands out a certificate", async () => {
    const m = await club.member((p) => p.with("phone", "+84903000111"));
    club.clock.advance(11 * 60_000);
    expect((await m.browser.get(club.at("/erase"))).to).toContain("/account/step-up?to=");
    expect(await personOf(m)).toBe("active");
    const fresh = await club.member((p) => p.with("phone", "+84903000112"));
    const page = await fresh.browser.get(club.at("/erase"));
    expect(page.text).toContain("Còn lại, và vì sao");
    expect((await fresh.browser.post(club.at("/erase"))).status).toBe(422);
    expect(await personOf(fresh)).toBe("active");
    const done = await fresh.browser.post(club.at("/erase"), { confirm: "yes" });
    expect(done.status).toBe(200);
    expect(await personOf(fresh)).toBe("erased");
    const [erasure] = await club.db.database.read(club.id, (db) => erasuresOf(db, fresh.id));
    expect(done.text).toContain(erasure?.id ?? "no erasure");
    expect((await fresh.browser.get(club.at())).status).toBe(303);
    await club.runJobs();
    expect(await club.db.database.read(club.id, (db) => history(db, fresh.id))).toEqual([]);
    const [told] = (await club.events("person.erased")).filter((e) => JSON.stringify(e.detail).includes(erasure?.id ?? "-"));
    const salt = /<code>([\w-]{43})<\/code>/.exec(done.text)?.[1] ?? "";
    expect(told).toMatchObject({ subjects: [commitment(Buffer.from(salt, "base64url"), personId.parse(fresh.id))] });
  });
});

const personOf = (m: Member) => club.db.database.read(club.id, (db) => personState(db, m.id));
