import { refusals } from "@kept/contract";
import type { Both } from "@kept/language";

export const words = {
  title: { vi: "Chuyển giao", en: "Disclosures" },
  under: {
    vi: "Mỗi lần dữ liệu rời khỏi đây: cho ai, để làm gì, dựa vào đâu. Lúc cho đi, mọi điều kiện được xét lại.",
    en: "Each time data leaves: to whom, for what, on what ground. Everything is decided again at the moment it does.",
  },
  make: { vi: "Chuyển giao mới", en: "New disclosure" },
  none: { vi: "Chưa chuyển gì cho ai", en: "Nothing has left yet" },
  noneText: {
    vi: "Ghi bên nhận và hợp đồng trong sổ bên nhận trước. Rồi tạo một lần chuyển giao: bạn thấy ngay ai được chuyển, ai không, vì sao.",
    en: "Enter the recipient and its contract in the register first. Then make a disclosure: you see at once whose data may leave, whose may not, and why.",
  },
  to: { vi: "Bên nhận", en: "To" },
  purpose: { vi: "Mục đích", en: "Purpose" },
  fields: { vi: "Mục dữ liệu", en: "Fields" },
  ground: { vi: "Căn cứ", en: "Ground" },
  persons: { vi: "Số người", en: "People" },
  state: { vi: "Tình trạng", en: "State" },
  asked: { vi: "Yêu cầu ngày", en: "Asked" },
  approve: { vi: "Đồng ý", en: "Approve" },
  decline: { vi: "Từ chối", en: "Decline" },
  withdraw: { vi: "Rút lại", en: "Take back" },
  release: { vi: "Cho đi", en: "Release" },
  open: { vi: "Xem và quyết định", en: "Look and decide" },
  evidence: { vi: "Bằng chứng", en: "Evidence" },
  approved: { vi: "Đã đồng ý. Người yêu cầu có ba ngày để lấy tệp.", en: "Approved. It can be taken within three days." },
  declined: { vi: "Đã kết thúc, không có gì rời đi.", en: "Ended; nothing left." },
  leftTitle: { vi: "Tệp đã rời đi", en: "The file has left" },
  passphrase: { vi: "Mật khẩu của tệp, chỉ hiện lần này", en: "The file's passphrase, shown this once" },
  passphraseText: {
    vi: "Đưa mật khẩu bằng đường khác với tệp: gọi điện, gặp mặt. Máy chủ không giữ mật khẩu này.",
    en: "Give it by another way than the file: by telephone, in person. The server does not keep it.",
  },
  close: { vi: "Đóng", en: "Close" },
  pickParty: { vi: "Chuyển cho ai", en: "To whom" },
  noParties: { vi: "Sổ bên nhận chưa có bên nào", en: "The register holds no party yet" },
  who: { vi: "Dữ liệu của ai", en: "Whose data" },
  find: { vi: "Tìm người: điện thoại, email, tên", en: "Find people: phone, e-mail, name" },
  findDeed: { vi: "Tìm", en: "Find" },
  foundNone: {
    vi: "Không thấy ai. Gõ đủ họ tên, số điện thoại hay email.",
    en: "Nobody found. Type the whole name, phone number or e-mail.",
  },
  chosen: { vi: "Đã chọn", en: "Chosen" },
  occasion: { vi: "Hoặc mọi người của một việc", en: "Or everyone of an occasion" },
  occasionKind: { vi: "Loại việc", en: "Kind" },
  reference: { vi: "Mã", en: "Reference" },
  article: { vi: "Điều luật", en: "Article" },
  term: { vi: "Điều khoản bị vi phạm", en: "Term that was broken" },
  form: { vi: "Dạng tệp", en: "File" },
  says: { vi: "Cổng nói gì", en: "What the gate says" },
  may: { vi: "Được chuyển", en: "May leave" },
  mayNot: { vi: "Chưa chuyển được", en: "Nothing can leave" },
  approver: { vi: "Cần một người khác đồng ý trước khi rời đi.", en: "Someone else must agree before it leaves." },
  incomplete: {
    vi: "Chọn bên nhận, người, mục đích và mục dữ liệu; cổng trả lời ngay ở đây.",
    en: "Choose recipient, people, purpose and fields; the gate answers here at once.",
  },
  ask: { vi: "Tạo lần chuyển giao", en: "Ask for this disclosure" },
  made: { vi: "Đã tạo. Chưa có gì rời đi.", en: "Made. Nothing has left yet." },
  dueText: { vi: "lần chuyển giao chờ bạn đồng ý", en: "disclosures wait for you to agree" },
  openList: { vi: "Xem chuyển giao", en: "Open disclosures" },
} as const satisfies Record<string, Both>;

export const states = {
  waiting: { vi: "Chờ người thứ hai", en: "Waits for a second person" },
  allowed: { vi: "Được phép, chưa rời đi", en: "Allowed, not left yet" },
  released: { vi: "Đã rời đi", en: "Left" },
  declined: { vi: "Bị từ chối", en: "Declined" },
  cancelled: { vi: "Đã rút lại", en: "Taken back" },
  expired: { vi: "Hết hạn", en: "Expired" },
} as const satisfies Record<string, Both>;

export const grounds: Readonly<Record<string, Both>> = {
  consent: { vi: "người ấy đồng ý", en: "the person's consent" },
  written: { vi: "văn bản đã ký trong hồ sơ", en: "a signed paper on file" },
  order: { vi: "đơn của khách", en: "the client's order" },
  authority: { vi: "yêu cầu của cơ quan", en: "an authority's demand" },
  article: { vi: "tự báo, theo điều luật", en: "our own report, by an article" },
  contract: { vi: "hợp đồng xử lý", en: "the contract of processing" },
  terms_breach: { vi: "điều khoản bị vi phạm", en: "a broken term" },
};

export const forms: Readonly<Record<"csv" | "json" | "age", Both>> = {
  csv: { vi: "Bảng CSV", en: "CSV table" },
  json: { vi: "JSON cho hệ thống", en: "JSON for systems" },
  age: { vi: "Tệp mã hoá (age) để đưa tận tay", en: "Encrypted file (age) for hand delivery" },
};

/** A stable code in words. */
export function reasonText(code: string): Both {
  const found = Object.entries(refusals).find(([known]) => known === code)?.[1];
  return found ?? { vi: code, en: code };
}

export const paperWords = {
  received: { vi: "Ai đã nhận dữ liệu", en: "Who received the data" },
  nobody: { vi: "Chưa có gì của người này được chuyển cho ai.", en: "Nothing of this person's was passed on to anyone." },
  on: { vi: "Ngày", en: "On" },
  papers: { vi: "Văn bản đã ký", en: "Signed papers" },
  noPapers: {
    vi: "Chưa có văn bản nào người này ký cho phép chuyển dữ liệu.",
    en: "This person signed no paper that lets data be passed on.",
  },
  attach: { vi: "Cất một văn bản", en: "Keep a paper" },
  attachText: {
    vi: "Bản chụp hay PDF của văn bản người này đã ký. Nó được niêm phong trong hồ sơ của họ, và họ thấy nó.",
    en: "A photograph or PDF of what this person signed. It is sealed on their file, and they see it.",
  },
  signed: { vi: "Ký ngày", en: "Signed on" },
  until: { vi: "Có hiệu lực đến ngày", en: "In force until" },
  file: { vi: "Tệp (PDF, PNG, JPEG)", en: "File (PDF, PNG, JPEG)" },
  kept: { vi: "Đã cất văn bản, niêm phong.", en: "The paper is kept, sealed." },
  withdraw: { vi: "Ghi đã rút lại", en: "Record as taken back" },
  isWithdrawn: { vi: "đã rút lại", en: "taken back" },
  withdrawn: { vi: "Đã ghi. Không gì được chuyển theo văn bản này nữa.", en: "Recorded. Nothing is passed on by it any more." },
} as const satisfies Record<string, Both>;
