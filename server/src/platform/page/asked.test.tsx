import { type Field as FieldOfPolicy, field } from "@kept/language";
import { describe, expect, it } from "vitest";
import { Asked } from "./asked.js";

const text = { vi: "Điện thoại", en: "Phone" };
const declared = (more: Record<string, unknown>): FieldOfPolicy =>
  field.parse({ type: "phone", text, category: "basic", basic: 4, ...more });
const drawn = async (f: FieldOfPolicy, more = {}) =>
  String(await (<Asked lang="vi" name="phone" field={f} asked={{ required: true }} {...more} />));

describe("a field of the policy, as a question", () => {
  it("says that it is required, and tells its control what it takes", async () => {
    const html = await drawn(declared({}));
    expect(html).toContain('<label for="phone">Điện thoại<span class="need"> (bắt buộc)</span>');
    for (const part of ['type="tel"', 'required=""', 'autocomplete="tel"']) expect(html).toContain(part);
  });

  it("is called sensitive where the policy says so, with the notice it gives", async () => {
    const html = await drawn(
      declared({ type: "lines", category: "sensitive", sensitive: "health", sensitive_notice: { vi: "Chỉ bác sĩ đọc." } }),
    );
    expect(html).toContain("Dữ liệu nhạy cảm");
    expect(html).toContain("Chỉ bác sĩ đọc.");
    expect(await drawn(declared({}))).not.toContain("nhạy cảm");
  });

  it("takes the touchpoint's hint before the field's own", async () => {
    const html = await drawn(declared({ hint: { vi: "Của mục" } }), { asked: { required: false, hint: { vi: "Của phiếu" } } });
    expect(html).toContain("Của phiếu");
    expect(html).not.toContain("Của mục");
  });

  it("repeats by kinds, up to its largest number of lines", async () => {
    const f = declared({ repeat: { kinds: { home: { vi: "Nhà" }, office: { vi: "Văn phòng" } }, max: 2 } });
    const one = await drawn(f);
    expect(one).toContain('name="phone.0.kind"');
    expect(one).toContain('name="add"');
    const two = await drawn(f, { rows: [{ kind: "office", value: "0903" }, {}] });
    expect(two).toContain('<option value="office" selected="">');
    expect(two).toContain('name="phone.1.value"');
    expect(two).not.toContain('name="add"');
  });

  it("never gives a secret back", async () => {
    expect(await drawn(declared({ type: "secret" }), { value: "mat-khau-cua-toi" })).not.toContain("mat-khau-cua-toi");
  });

  it("does not ask for what is not asked of people", async () => {
    expect(await drawn(declared({ type: "ip" }))).toBe("");
  });
});
