import { expect, it } from "vitest";
import type { Town } from "./town.js";

const email = "thu.ha@vidu.example";

/** A policy nobody here had seen: health data, a child, papers kept by law. */
export function clinicJourney(town: () => Town): void {
  it("clinic: health data is called sensitive; a visit is booked, proved and seen in the account", { timeout: 60_000 }, async () => {
    const t = town();
    const ha = await t.visitor();
    await ha.go("/clinic/forms/visit");
    expect(await ha.lacks("Đây là dữ liệu sức khoẻ, thuộc loại nhạy cảm. Chỉ bác sĩ khám cho bạn được xem.")).toEqual([]);
    await ha.fill({ patient_name: "Phạm Thu Hà", birth_date: "08/03/1990", phone: "0903 222 333", email, symptoms: "Ho khan ba ngày." });
    await ha.choose({ "consents.care": "given", "consents.reminders": "given", "consents.newsletter": "refused" });
    await ha.choose({ allergies: "seafood", "duties.truthful": "yes" });
    await ha.send();
    expect(ha.path).toBe("/clinic/forms/visit/confirm");
    expect(await ha.wrongs()).toEqual([]);
    await ha.fill({ code: await t.codeFor("clinic", email) });
    await ha.press("Xác nhận");
    await ha.follow("Xem và quản lý dữ liệu của tôi");
    expect(await ha.lacks("Phạm Thu Hà", "08/03/1990", "Ho khan ba ngày.", "Hải sản", "Hồ sơ bệnh án giữ 10 năm theo luật.")).toEqual([]);
    expect(await ha.wrongs()).toEqual([]);
    await ha.go("/clinic/notice");
    expect(await ha.lacks("Hồ sơ bệnh án giữ 10 năm theo luật.", "Luật Khám bệnh, chữa bệnh 15/2023/QH15", "nhạy cảm")).toEqual([]);
    await ha.leave();
  });

  it("clinic: a child is booked in by a representative, who is asked apart", { timeout: 60_000 }, async () => {
    const t = town();
    const mother = await t.visitor();
    await mother.go("/clinic/forms/child_visit");
    expect(await mother.lacks("Người đại diện", "Trẻ em cần người đại diện theo pháp luật đồng ý thay")).toEqual([]);
    await mother.fill({ patient_name: "Phạm Gia Bảo", birth_date: "01/06/2018", symptoms: "Sốt nhẹ.", email: "me.bao@vidu.example" });
    await mother.choose({ "consents.care": "given", guardian_relation: "mother", "duties.truthful": "yes" });
    await mother.fill({ phone: "0903 444 555" });
    await mother.send();
    expect(await mother.lacks("Còn một chỗ cần sửa")).toEqual([]);
    expect(await mother.page.locator('.alert a[href="#guardian_name"]').count()).toBe(1);
    await mother.fill({ guardian_name: "Phạm Thu Hà" });
    await mother.send();
    expect(mother.path).toBe("/clinic/forms/child_visit/confirm");
    await mother.fill({ code: await t.codeFor("clinic", "me.bao@vidu.example") });
    await mother.press("Xác nhận");
    await mother.follow("Xem và quản lý dữ liệu của tôi");
    expect(await mother.lacks("Phạm Gia Bảo", "Phạm Thu Hà", "Mẹ")).toEqual([]);
    await mother.leave();
  });
}
