import { type Language, say } from "@kept/language";
import type { Standing } from "./symbols.js";

/** A text of ours in every language. A missing one does not compile. */
export type Words = Readonly<Record<Language, string>>;
export { type Language, say };

export const standingWords: Readonly<Record<Standing, Words>> = {
  kept: { vi: "Đang giữ", en: "Kept" },
  at_risk: { vi: "Có nguy cơ", en: "At risk" },
  broken: { vi: "Không giữ được", en: "Broken" },
  not_exercised: { vi: "Chưa phát sinh", en: "Not yet exercised" },
  attested: { vi: "Có người xác nhận", en: "Attested" },
  not_built: { vi: "Chưa xây dựng", en: "Not built" },
};

export const layoutWords = {
  skip: { vi: "Tới nội dung chính", en: "Skip to the content" },
  privacy: { vi: "Quyền riêng tư", en: "Privacy" },
  pages: { vi: "Trang chính", en: "Main pages" },
  centre: { vi: "Trung tâm", en: "Centre" },
  notice: { vi: "Thông báo", en: "Notice" },
  promises: { vi: "Cam kết", en: "Promises" },
  account: { vi: "Của tôi", en: "Mine" },
  language: { vi: "Ngôn ngữ", en: "Language" },
  error: { vi: "Lỗi", en: "Error" },
} as const satisfies Record<string, Words>;

/** Each language named in itself. */
export const languageNames: Readonly<Record<Language, string>> = { vi: "Tiếng Việt", en: "English" };

export function hostedBy(organisation: string): Words {
  return {
    vi: `Trang này của ${organisation}, chạy bằng phần mềm Kept. Không có mã theo dõi.`,
    en: `This page belongs to ${organisation} and runs on Kept. It carries no tracking code.`,
  };
}

export const fieldWords = {
  need: { vi: "bắt buộc", en: "required" },
  sensitive: { vi: "Dữ liệu nhạy cảm", en: "Sensitive data" },
  date: { vi: "Ngày/tháng/năm, ví dụ 28/11/2026.", en: "Day/month/year, for example 28/11/2026." },
  pick: { vi: "Chưa chọn", en: "Nothing chosen" },
  yes: { vi: "Có", en: "Yes" },
  no: { vi: "Không", en: "No" },
  kind: { vi: "Loại", en: "Kind" },
  again: {
    vi: "Trình duyệt không gửi lại mục này; bạn nhập lại nhé.",
    en: "Your browser does not send this again; please enter it once more.",
  },
  blank: { vi: "Dòng nào không dùng, bạn cứ để trống.", en: "Leave the lines you do not need empty." },
  trap: { vi: "Xin để trống ô này", en: "Please leave this box empty" },
} as const satisfies Record<string, Words>;

/** Accepted kinds of file and the largest size, in MiB. */
export function fileWords(types: readonly string[], mib: number): Words {
  const list = types.map((t) => t.toUpperCase());
  return { vi: `${join(list, "hoặc")}, nhiều nhất ${mib} MB.`, en: `${join(list, "or")}, at most ${mib} MB.` };
}

export function lineWords(label: string, n: number): Words {
  return { vi: `${label}, dòng ${n}`, en: `${label}, line ${n}` };
}

export function kindWords(label: string, n: number): Words {
  return { vi: `Loại của ${lower(label)}, dòng ${n}`, en: `Kind of ${lower(label)}, line ${n}` };
}

export function addWords(label: string): Words {
  return { vi: `Thêm ${lower(label)}`, en: `Add another: ${lower(label)}` };
}

export const choiceWords = {
  given: { vi: "Đồng ý", en: "Agree" },
  refused: { vi: "Không đồng ý", en: "Do not agree" },
} as const satisfies Record<string, Words>;

export function errorCountWords(n: number): Words {
  const few = ["", "một", "hai", "ba", "bốn", "năm"][n] ?? String(n);
  return { vi: `Còn ${few} chỗ cần sửa`, en: n === 1 ? "One thing to mend" : `${n} things to mend` };
}

export const diffWords = {
  added: { vi: "Thêm", en: "Added" },
  changed: { vi: "Sửa", en: "Changed" },
  removed: { vi: "Bỏ", en: "Removed" },
} as const satisfies Record<string, Words>;

export const stepWords = {
  done: { vi: "xong", en: "done" },
  now: { vi: "đang làm", en: "in progress" },
  next: { vi: "chưa tới", en: "to come" },
} as const satisfies Record<string, Words>;

export function stepCountWords(at: number, of: number): Words {
  return { vi: `Bước ${at} trong ${of}`, en: `Step ${at} of ${of}` };
}

export const today: Words = { vi: "Hôm nay", en: "Today" };

function join(list: readonly string[], or: string): string {
  return list.length < 2 ? list.join("") : `${list.slice(0, -1).join(", ")} ${or} ${list[list.length - 1] ?? ""}`;
}

/** `Điện thoại` within a sentence is `điện thoại`; a word in capitals (CV) stays. */
function lower(label: string): string {
  return /^\p{Lu}{2}/u.test(label) ? label : label.charAt(0).toLocaleLowerCase("vi") + label.slice(1);
}
