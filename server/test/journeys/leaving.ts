import { readFile } from "node:fs/promises";
import { transferItems } from "@kept/language";
import { expect, it } from "vitest";
import { publish } from "../../src/policy/index.js";
import { dayFrom } from "./court.js";
import { type Ask, besides, desk, idOf, ownSystem } from "./desk.js";
import { pdf } from "./papers.js";
import type { Town } from "./town.js";
import { type Visitor, wrongsOf } from "./visitor.js";

/** oxygen-9, clever-8, khoingo-4: what leaves to others rests on the client's order, or on a paper they signed. */
export function leavingJourneys(town: () => Town): void {
  it("oxygen: a registrar gets a client's data once the client ordered, and not before", { timeout: 60_000 }, async () => {
    const t = town();
    const lan = await t.visitor();
    await lan.go("/oxygen/forms/consultation_request");
    await lan.fill({ company: "Công ty Lan Mẫu", representative: "Vũ Thị Lan", industry: "Bán lẻ", need: "Tên miền" });
    await lan.fill({ phone: "0908 661 001", email: "lan@vidu.example" });
    for (const yes of await lan.page.locator('input[name^="consents."][value="given"], input[name^="duties."]').all()) await yes.check();
    await lan.send();
    const officer = await desk(t, "oxygen", ["privacy_officer"]);
    const ask = await besides(t, officer);
    const person = await found(ask, "lan@vidu.example");
    const site = await ownSystem(t, "oxygen", ["website"]);
    await site("POST", "/occasions", { kind: "consultation", reference: "TV-1", person });
    await registered(ask, "registrars", "Nhà đăng ký Mẫu");

    const { page } = officer;
    await begin(officer, "oxygen", "Nhà đăng ký Mẫu", "lan@vidu.example");
    await officer.fill({ kind: "consultation", reference: "TV-1", purpose: "sale" });
    for (const f of ["company", "email"]) await page.locator(`input[name="fields"][value="${f}"]`).check();
    await page.locator("#says").getByText("Chưa chuyển được").waitFor();
    expect(await wrongsOf(page)).toEqual([]);

    await site("POST", "/occasions/consultation/TV-1/events", { event: "ordered", on: dayFrom(0) });
    await officer.fill({ form: "json" });
    const left = await leave(officer);
    expect(left).toContain("Công ty Lan Mẫu");
    expect(left).not.toContain("0908");
  });

  it("clever: a carrier gets name and address while the order runs, not once it is delivered", { timeout: 60_000 }, async () => {
    const t = town();
    const site = await ownSystem(t, "clever", ["website"]);
    const { person } = await site("POST", "/submissions", {
      touchpoint: "contact",
      fields: { full_name: "Hồ Văn Giao", email: "giao@vidu.example", address: "3 đường Mẫu, Quận 1" },
      duties: ["keep_current"],
      accuracy: true,
      consents: { service: "given" },
      notice_version: 1,
      contact_proved: true,
    });
    await site("POST", "/occasions", { kind: "order", reference: "DH-1", person });
    const officer = await desk(t, "clever", ["privacy_officer"]);
    await registered(await besides(t, officer), "carriers", "Vận chuyển Mẫu");

    const { page } = officer;
    const choose = async () => {
      await begin(officer, "clever", "Vận chuyển Mẫu", "giao@vidu.example");
      await officer.fill({ kind: "order", reference: "DH-1", purpose: "service" });
      for (const f of ["full_name", "address"]) await page.locator(`input[name="fields"][value="${f}"]`).check();
    };
    await choose();
    expect(await leave(officer)).toContain("3 đường Mẫu");
    await site("POST", "/occasions/order/DH-1/events", { event: "delivered", on: dayFrom(0) });
    await choose();
    await page.locator("#says").getByText("Chưa chuyển được").waitFor();
  });

  it("khoingo: nothing goes to a third party without a paper the client signed; with it, it goes", { timeout: 60_000 }, async () => {
    const t = town();
    const organisation = await idOf(t, "khoingo");
    const source = await readFile(new URL("../../../policies/khoingo.yaml", import.meta.url), "utf8");
    const partner = `recipients:
  installers:
    text: { vi: Đội lắp đặt cộng tác, en: Installing partners }
    kind: partner
    purposes: [supply]
    fields: [full_name, phones]
    needs: consent
`;
    await t.db.database.write(organisation, (tx) =>
      publish(tx, {
        source: source.replace("recipients:\n", partner),
        over: 1,
        by: { kind: "system" },
        note: "Thêm đội lắp đặt.",
        now: new Date(),
      }),
    );
    const sales = await besides(t, await desk(t, "khoingo", ["sales"]));
    const { person } = await sales("POST", "/submissions", {
      touchpoint: "service_order",
      channel: "phone",
      fields: {
        full_name: "Mai Thị Giấy",
        addresses: [{ kind: "home", value: "8 đường Mẫu, Quận 3" }],
        phones: [{ kind: "mobile", value: "0908 771 001" }],
        emails: [{ kind: "personal", value: "giay@vidu.example" }],
      },
      consents: { supply: "given" },
      method: "recorded_call",
      notice_version: 2,
      contact_proved: true,
    });
    const board = await desk(t, "khoingo", ["board"]);
    await registered(await besides(t, board), "installers", "Đội lắp đặt Mẫu");
    const { page } = board;
    const choose = async () => {
      await begin(board, "khoingo", "Đội lắp đặt Mẫu", "0908771001");
      await board.fill({ purpose: "supply" });
      await page.locator('input[name="fields"][value="full_name"]').check();
    };
    await choose();
    await page.locator("#says").getByText("Chưa chuyển được").waitFor();

    await board.go(`/console/khoingo/people/${String(person)}?part=consents`);
    await page.getByRole("button", { name: "Cất một văn bản" }).click();
    await board.fill({ recipient: "installers", signed_on: dayFrom(0) });
    await page.locator('input[name="file"]').setInputFiles({ name: "dong-y.pdf", mimeType: "application/pdf", buffer: pdf });
    expect(await wrongsOf(page)).toEqual([]);
    await page.getByRole("dialog").getByRole("button", { name: "Cất một văn bản" }).click();
    await page.getByText("Đã cất văn bản, niêm phong.").waitFor();
    expect(await wrongsOf(page)).toEqual([]);
    await choose();
    const left = await leave(board);
    expect(left).toContain("Mai Thị Giấy");
    expect(left).not.toMatch(/771|vidu\.example/);
  });
}

async function found(ask: Ask, text: string): Promise<string> {
  const { people } = await ask("POST", "/people:find", { text });
  const [first]: unknown[] = Array.isArray(people) ? people : [];
  if (typeof first !== "object" || first === null || !("person" in first)) throw new Error(`nobody is found by ${text}`);
  return String(first.person);
}

/** A party with a contract that is whole. */
async function registered(ask: Ask, recipient: string, name: string): Promise<void> {
  const { party } = await ask("POST", "/recipients", { recipient, name, country: "VN" });
  const items = Object.fromEntries(Object.keys(transferItems).map((k) => [k, "Điều 2"]));
  await ask("POST", `/recipients/${String(party)}/contracts`, { number: "HD-1", signed_on: dayFrom(-30), ends_on: dayFrom(300), items });
}

/** Opens a new disclosure to a party about somebody. */
async function begin(who: Visitor, slug: string, party: string, text: string): Promise<void> {
  const { page } = who;
  await who.go(`/console/${slug}/disclosures/new`);
  await page.locator('select[name="party"]').waitFor();
  const value = await page.locator('select[name="party"] option', { hasText: party }).getAttribute("value");
  await who.fill({ party: value ?? "", text });
  await page.getByRole("button", { name: "Tìm", exact: true }).click();
  await page.locator('input[name="persons"]').first().check();
}

/** Asks for what was chosen once the gate allows it, and releases it: what left. */
async function leave({ page }: Visitor): Promise<string> {
  await page.locator("#says").getByText("Được chuyển", { exact: true }).waitFor();
  await page.getByRole("button", { name: "Tạo lần chuyển giao" }).click();
  await page
    .getByRole("button", { name: /^Xem và quyết định/ })
    .first()
    .click();
  const [file] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "Cho đi" }).click()]);
  return readFile(await file.path(), "utf8");
}
