import type { ErasureCertificate } from "@kept/contract";
import type { Both } from "@kept/language";

/** The certificate, in the words a person reads. */
export const certificateWords = {
  title: { vi: "Chứng nhận đã xoá dữ liệu", en: "Certificate of erasure" },
  lead: {
    vi: "Tổ chức nêu dưới đây xác nhận đã huỷ khoá của dữ liệu này. Không có khoá, phần đã niêm phong không mở lại được, kể cả bởi chính tổ chức.",
    en: "The organisation named below confirms that it destroyed the key of this data. Without the key, what was sealed cannot be opened again, not even by the organisation.",
  },
  organisation: { vi: "Tổ chức", en: "Organisation" },
  what: { vi: "Đã xoá", en: "Erased" },
  everything: { vi: "mọi dữ liệu của hồ sơ", en: "everything in the record" },
  at: { vi: "Lúc (giờ Việt Nam)", en: "At (Vietnam time)" },
  cause: { vi: "Vì", en: "Because" },
  record: { vi: "Mã hồ sơ", en: "Record" },
  erasure: { vi: "Mã lần xoá", en: "Erasure" },
  key: { vi: "Khoá đã huỷ", en: "Key destroyed" },
  version: { vi: "phiên bản", en: "version" },
  copies: { vi: "Các bản đã huỷ", en: "Copies destroyed" },
  rows: { vi: "Dọn xong các dòng đã khoá lúc", en: "Locked rows cleared at" },
  rowsWait: { vi: "Các dòng đã khoá đang được dọn nốt, trong ít phút", en: "The locked rows are being cleared, within minutes" },
  kept: { vi: "Còn được giữ, vì sao và đến khi nào", en: "Kept back, why and until when" },
  keptNone: { vi: "Không giữ lại gì.", en: "Nothing was kept back." },
  backups: { vi: "Bản sao lưu", en: "Backups" },
  tried: { vi: "Đã thử mở lại", en: "Attempt to open it" },
  event: { vi: "Bằng chứng", en: "Evidence" },
  salt: { vi: "Mã kiểm chứng (chỉ bạn có)", en: "Verification salt (yours alone)" },
  verify: {
    vi: "Với mã kiểm chứng và mã hồ sơ, bạn tính lại được dấu của mình trong bằng chứng nói trên, và chỉ bạn làm được việc ấy. Tệp JSON đi kèm ghi cùng nội dung này cho máy đọc.",
    en: "With the salt and the record you can compute your own mark in the evidence named above, and only you can. The JSON file that comes with this says the same for machines.",
  },
} as const satisfies Record<string, Both>;

export const causeWords: Readonly<Record<string, Both>> = {
  asked: { vi: "chủ dữ liệu yêu cầu", en: "its person asked" },
  assisted: {
    vi: "chủ dữ liệu yêu cầu, nhân viên làm giúp sau khi kiểm tra quyền",
    en: "its person asked, and staff did it on proof of right",
  },
  retention: { vi: "hết thời hạn giữ", en: "its time of keeping was over" },
  review: { vi: "việc cần dữ liệu đã xong, theo kết quả rà soát", en: "its purposes had ended, by review" },
  ordered: { vi: "theo quyết định của cơ quan nhà nước", en: "a state body ordered it" },
  joined: { vi: "đã gộp vào hồ sơ khác của cùng một người", en: "it was joined to the same person's other record" },
  restored: { vi: "làm lại sau khi khôi phục bản sao lưu", en: "done again after a backup was restored" },
};

export const copyWords: Readonly<Record<string, Both>> = {
  data_key: { vi: "khoá dữ liệu", en: "the data key" },
  remembered_key: { vi: "bản khoá trong bộ nhớ", en: "the key in memory" },
  index: { vi: "chỉ mục tìm kiếm", en: "the search index" },
  values: { vi: "các giá trị đã niêm phong", en: "the sealed values" },
  files: { vi: "các tệp", en: "the files" },
  messages: { vi: "thư đã soạn", en: "the mails" },
};

export const keptWords: Readonly<Record<"legal_duty" | "dispute" | "state_body", Both>> = {
  legal_duty: { vi: "luật buộc giữ", en: "the law demands it" },
  dispute: { vi: "đang có tranh chấp", en: "there is a dispute" },
  state_body: { vi: "cơ quan nhà nước yêu cầu", en: "a state body ordered it" },
};

export function triedWords(tried: number, opened: number, at: string | null): Both {
  if (at === null) return { vi: "Sẽ được thử trong ít phút.", en: "To be made within minutes." };
  if (opened > 0) {
    return {
      vi: `${opened} trong ${tried} mẫu vẫn mở được: tổ chức phải xử lý.`,
      en: `${opened} of ${tried} samples still opened: the organisation must act.`,
    };
  }
  return tried === 0
    ? { vi: `${at}: không còn gì đã niêm phong để thử.`, en: `${at}: nothing sealed was left to try.` }
    : {
        vi: `${at}: thử ${tried} mẫu đã niêm phong, không mẫu nào mở được.`,
        en: `${at}: ${tried} sealed samples were tried, none opened.`,
      };
}

export function boundWords({ by, state }: ErasureCertificate["backups"], day: (d: string) => string): Both {
  if (state === "destroyed") {
    return {
      vi: `Các khoá kỳ đã bọc khoá này bị huỷ, chậm nhất ngày ${day(by)}: từ đó bản sao lưu cũ cũng không mở được nữa.`,
      en: `The epoch keys that wrapped this key are destroyed, the last on ${day(by)}: since then no older backup opens it either.`,
    };
  }
  if (state === "scheduled") {
    return {
      vi: `Bản sao lưu làm trước lúc này chỉ chứa dữ liệu đã niêm phong, và không mở được nữa sau ngày ${day(by)}: khi ấy khoá kỳ bị huỷ.`,
      en: `Backups made before this hold sealed data only, and open no more after ${day(by)}: by then the epoch key is destroyed.`,
    };
  }
  return {
    vi: "Bản sao lưu làm trước lúc này chỉ chứa dữ liệu đã niêm phong, nhưng còn mở được: khoá kỳ đáng lẽ đã bị huỷ thì vẫn còn. Bạn báo cho tổ chức nhé.",
    en: "Backups made before this hold sealed data only, but still open: the epoch key that should be destroyed is still there. Please tell the organisation.",
  };
}

/** What stays of a refusal of advertising, why and until when. */
export function refusalWords(purposes: readonly string[], article: string, until: string): Both {
  const what = purposes.join(", ");
  return {
    vi: `Việc bạn không nhận quảng cáo (${what}): chỉ còn dấu băm có khoá của địa chỉ liên hệ, để không ai gửi lại cho bạn; luật buộc lưu (${article}), đến hết ${until}, rồi huỷ.`,
    en: `That you refused advertising (${what}): only a keyed digest of the contact stays, so that nobody writes to you again; the law demands it (${article}), until the end of ${until}, then destroyed.`,
  };
}
