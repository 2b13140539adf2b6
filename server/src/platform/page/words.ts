import { type Both, type Language, say } from "@kept/language";
import type { Standing } from "./symbols.js";

export { type Both, type Language, say };

export const standingWords: Readonly<Record<Standing, Both>> = {
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
} as const satisfies Record<string, Both>;

/** Each language named in itself. */
export const languageNames: Readonly<Record<Language, string>> = { vi: "Tiếng Việt", en: "English" };

export function hostedBy(organisation: string): Both {
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
} as const satisfies Record<string, Both>;

/** Accepted kinds of file and the largest size, in MiB. */
export function fileWords(types: readonly string[], mib: number): Both {
  const list = types.map((t) => t.toUpperCase());
  return { vi: `${join(list, "hoặc")}, nhiều nhất ${mib} MB.`, en: `${join(list, "or")}, at most ${mib} MB.` };
}

export function lineWords(label: string, n: number): Both {
  return { vi: `${label}, dòng ${n}`, en: `${label}, line ${n}` };
}

export function kindWords(label: string, n: number): Both {
  return { vi: `Loại của ${lower(label)}, dòng ${n}`, en: `Kind of ${lower(label)}, line ${n}` };
}

export function addWords(label: string): Both {
  return { vi: `Thêm ${lower(label)}`, en: `Add another (${lower(label)})` };
}

export const choiceWords = {
  given: { vi: "Đồng ý", en: "Agree" },
  refused: { vi: "Không đồng ý", en: "Do not agree" },
} as const satisfies Record<string, Both>;

export function errorCountWords(n: number): Both {
  const few = ["", "một", "hai", "ba", "bốn", "năm"][n] ?? String(n);
  return { vi: `Còn ${few} chỗ cần sửa`, en: n === 1 ? "One thing to mend" : `${n} things to mend` };
}

export const diffWords = {
  added: { vi: "Thêm", en: "Added" },
  changed: { vi: "Sửa", en: "Changed" },
  removed: { vi: "Bỏ", en: "Removed" },
} as const satisfies Record<string, Both>;

export const stepWords = {
  done: { vi: "xong", en: "done" },
  now: { vi: "đang làm", en: "in progress" },
  next: { vi: "chưa tới", en: "to come" },
} as const satisfies Record<string, Both>;

export function stepCountWords(at: number, of: number): Both {
  return { vi: `Bước ${at} trong ${of}`, en: `Step ${at} of ${of}` };
}

export const todayWords: Both = { vi: "Hôm nay", en: "Today" };

/** What went wrong, by HTTP status: a heading, and what to do next. */
export function wrongWords(status: number): Readonly<{ title: Both; next: Both }> {
  return wrong[status] ?? (status >= 500 ? wrong[500] : wrong[400]) ?? refusedWords;
}

const refusedWords = {
  title: { vi: "Yêu cầu này không được nhận", en: "This request was not accepted" },
  next: { vi: "Bạn quay lại trang trước và thử lại nhé.", en: "Go back to the page before and try again." },
} as const;

const wrong: Readonly<Record<number, Readonly<{ title: Both; next: Both }>>> = {
  400: refusedWords,
  403: {
    title: { vi: "Bạn không mở được trang này", en: "This page is not open to you" },
    next: {
      vi: "Nếu đây là dữ liệu của bạn, bạn đăng nhập lại rồi thử lần nữa.",
      en: "If this is about your own data, sign in again and retry.",
    },
  },
  404: {
    title: { vi: "Không tìm thấy trang này", en: "This page was not found" },
    next: {
      vi: "Có thể địa chỉ bị gõ sai hoặc thiếu một đoạn. Từ trung tâm quyền riêng tư bạn đi tới được mọi trang.",
      en: "The address may be mistyped or cut short. Every page can be reached from the privacy centre.",
    },
  },
  429: {
    title: { vi: "Bạn chờ một chút nhé", en: "Please wait a moment" },
    next: {
      vi: "Chúng tôi giới hạn số lần thử để không ai dò được mã hay mật khẩu của bạn. Chưa có gì bị mất.",
      en: "We limit attempts so that nobody can guess your codes or password. Nothing is lost.",
    },
  },
  500: {
    title: { vi: "Có lỗi ở phía chúng tôi", en: "Something failed on our side" },
    next: {
      vi: "Nếu thử lại vẫn không được, bạn gọi hoặc viết thư cho chúng tôi theo địa chỉ ở cuối trang.",
      en: "If it fails again, call or write to us at the address below.",
    },
  },
};

export const unknownWords = {
  title: { vi: "Không có tổ\u00a0chức này ở đây", en: "There is no such organisation here" },
  next: {
    vi: "Địa chỉ có thể bị gõ sai. Bạn xem lại liên kết trong thư hoặc trên trang của tổ chức ấy.",
    en: "The address may be mistyped. Look again at the link in the mail or on the organisation's own site.",
  },
} as const satisfies Record<string, Both>;

export const toCentre: Both = { vi: "Về trung tâm quyền riêng tư", en: "To the privacy centre" };

/** How long to wait after too many attempts. */
export function waitWords(seconds: number): Both {
  const minutes = Math.ceil(seconds / 60);
  if (seconds <= 90) return { vi: `Bạn thử lại sau ${seconds} giây nữa.`, en: `Try again in ${seconds} seconds.` };
  return { vi: `Bạn thử lại sau ${minutes} phút nữa.`, en: `Try again in ${minutes} minutes.` };
}

function join(list: readonly string[], or: string): string {
  return list.length < 2 ? list.join("") : `${list.slice(0, -1).join(", ")} ${or} ${list[list.length - 1] ?? ""}`;
}

/** `Điện thoại` within a sentence is `điện thoại`; a word in capitals (CV) stays. */
function lower(label: string): string {
  return /^\p{Lu}{2}/u.test(label) ? label : label.charAt(0).toLocaleLowerCase("vi") + label.slice(1);
}
