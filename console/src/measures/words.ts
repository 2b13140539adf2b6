import type { Both } from "@kept/language";

export const words = {
  title: { vi: "Biện pháp", en: "Measures" },
  under: {
    vi: "Những biện pháp chính sách đã nêu, dò trên máy chủ đang chạy mỗi giờ. Điều không phép dò nào thấy thì một người đứng tên xác nhận, đến một ngày.",
    en: "The measures the policy claims, probed on the running server every hour. What no probe can see, a named person attests until a day.",
  },
  probe: { vi: "Dò ngay", en: "Probe now" },
  probed: { vi: "Đã dò lại mọi biện pháp.", en: "Every measure was probed again." },
  none: { vi: "Chính sách không nêu biện pháp nào", en: "The policy claims no measures" },
  noneText: {
    vi: "Cam kết nào dùng `security.measures` thì các biện pháp của nó được dò và hiện ở đây.",
    en: "Where a promise names `security.measures`, its measures are probed and shown here.",
  },
  probes: { vi: "Phép dò", en: "Probe" },
  result: { vi: "Kết quả", en: "Result" },
  found: { vi: "Thấy gì", en: "What was found" },
  at: { vi: "Lúc", en: "When" },
  promises: { vi: "Cam kết", en: "Promises" },
  attest: { vi: "Xác nhận", en: "Attest" },
  attestTitle: { vi: "Xác nhận biện pháp", en: "Attest a measure" },
  nobody: { vi: "Chưa có ai xác nhận phần ngoài máy chủ.", en: "Nobody attests what lies outside the server." },
  someone: { vi: "Nhân viên đã rời đi", en: "Someone who has left" },
} as const satisfies Record<string, Both>;

export const results = {
  passed: { vi: "Đạt", en: "Passed" },
  failed: { vi: "Không đạt", en: "Failed" },
  unknown: { vi: "Chưa rõ", en: "Not known" },
  stale: { vi: "Đã cũ", en: "Too old" },
  never: { vi: "Chưa dò", en: "Not probed" },
} as const satisfies Record<string, Both>;

/** Who stands by it, until when, by which document. */
export const attestedBy = (who: string, until: string, document: string, over: boolean): Both => ({
  vi: `${who} xác nhận đến ${until} (${document})${over ? "; đã quá ngày" : ""}.`,
  en: `${who} attests it until ${until} (${document})${over ? "; that day has passed" : ""}.`,
});
