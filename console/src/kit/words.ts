import type { Both } from "@kept/language";
import type { Standing } from "./icon.js";

/** Words that every screen shares. */
export const words = {
  need: { vi: "bắt buộc", en: "required" },
  pick: { vi: "Chưa chọn", en: "Nothing chosen" },
  save: { vi: "Lưu", en: "Save" },
  cancel: { vi: "Thôi", en: "Cancel" },
  close: { vi: "Đóng", en: "Close" },
  undo: { vi: "Hoàn tác", en: "Undo" },
  again: { vi: "Thử lại", en: "Try again" },
  more: { vi: "Xem thêm", en: "Show more" },
  loading: { vi: "Đang tải…", en: "Loading…" },
  deed: { vi: "Việc", en: "Action" },
  copy: { vi: "Chép", en: "Copy" },
  copied: { vi: "Đã chép.", en: "Copied." },
  until: { vi: "Dùng được đến", en: "Works until" },
  roles: { vi: "Vai trò", en: "Roles" },
  rolesNeed: { vi: "Chọn ít nhất một vai trò.", en: "Choose at least one role." },
  wrong: { vi: "Chưa làm được", en: "That did not work" },
  missing: { vi: "Bạn điền mục này nhé.", en: "Please fill this in." },
  unreachable: {
    vi: "Không liên lạc được với máy chủ. Bạn kiểm tra mạng rồi thử lại; những gì đã nhập vẫn còn đây.",
    en: "The server cannot be reached. Check the network and try again; what you typed is still here.",
  },
  unexpected: {
    vi: "Máy chủ trả lời theo cách trang này không hiểu. Bạn tải lại trang nhé; nếu vẫn vậy, hãy báo người quản trị.",
    en: "The server answered in a way this page does not understand. Reload the page; if it stays so, tell your administrator.",
  },
} as const satisfies Record<string, Both>;

export const standingWords: Readonly<Record<Standing, Both>> = {
  kept: { vi: "Đang giữ", en: "Kept" },
  at_risk: { vi: "Có nguy cơ", en: "At risk" },
  broken: { vi: "Không giữ được", en: "Broken" },
  not_exercised: { vi: "Chưa phát sinh", en: "Not yet exercised" },
  attested: { vi: "Có người xác nhận", en: "Attested" },
  not_built: { vi: "Chưa xây dựng", en: "Not built" },
};
