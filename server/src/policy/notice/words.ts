import {
  article,
  type Basis,
  type Both,
  type Channel,
  type Period,
  type PolicyPromise,
  periodBoth,
  type Recipient,
  type Right,
  type rightChannel,
} from "@kept/language";
import type { z } from "zod";

export type PartId = PolicyPromise["about"];
export type RightChannel = z.infer<typeof rightChannel>;

/** The notice's parts, in the order in which they are read. */
export const partTitles: Readonly<Record<PartId, Both>> = {
  who: { vi: "Ai chịu trách nhiệm", en: "Who is responsible" },
  asked: { vi: "Chúng tôi hỏi gì", en: "What we ask" },
  purposes: { vi: "Dùng vào việc gì", en: "What it is used for" },
  messages: { vi: "Khi nào chúng tôi liên hệ", en: "When we contact you" },
  retention: { vi: "Giữ bao lâu", en: "How long it is kept" },
  access: { vi: "Ai được xem", en: "Who may read it" },
  recipients: { vi: "Chuyển cho ai", en: "Who it is passed to" },
  cookies: { vi: "Cookie", en: "Cookies" },
  rights: { vi: "Quyền của bạn", en: "Your rights" },
  complaints: { vi: "Khiếu nại", en: "Complaints" },
  security: { vi: "Giữ kín dữ liệu", en: "Keeping it safe" },
  breach: { vi: "Khi có sự cố", en: "When something goes wrong" },
  changes: { vi: "Khi thông báo này thay đổi", en: "When this notice changes" },
};

/** Law 91/2025 art. 9 and 19.1: consent, or one of its five exceptions. */
export const basisWords: Readonly<Record<Basis, Both>> = {
  consent: with_({ vi: "Bạn đồng ý riêng cho việc này", en: "Your separate consent" }, "9"),
  contract: with_({ vi: "Thực hiện thoả thuận với bạn", en: "Performing what was agreed with you" }, "19.1.d"),
  legal_duty: with_({ vi: "Luật buộc phải làm", en: "A duty set by law" }, "19.1.đ"),
  protection: with_(
    { vi: "Bảo vệ quyền, lợi ích chính đáng trước hành vi xâm phạm", en: "Protecting rights and interests from infringement" },
    "19.1.a",
  ),
  emergency: with_({ vi: "Tình trạng khẩn cấp", en: "An emergency" }, "19.1.b"),
  state_body: with_({ vi: "Hoạt động của cơ quan nhà nước", en: "The work of a state body" }, "19.1.c"),
};

function with_(said: Both, at: string): Both {
  const a = article("L91", at);
  return { vi: `${said.vi} (${a.vi})`, en: `${said.en} (${a.en})` };
}

export const channelWords: Readonly<Record<Channel, Both>> = {
  form: { vi: "phiếu trên trang này", en: "a form on this site" },
  phone: { vi: "cuộc gọi, nhân viên ghi lại", en: "a call, written down by staff" },
  api: { vi: "trang hoặc ứng dụng của tổ chức", en: "the organisation's own site or app" },
  import: { vi: "danh sách có sẵn được đưa vào", en: "an existing list that is brought in" },
  mail: { vi: "thư điện tử", en: "e-mail" },
  script: { vi: "đoạn mã trên trang", en: "a script on the site" },
};

export const contactWords = {
  email: { vi: "email", en: "email" },
  phone: { vi: "điện thoại", en: "telephone" },
  sms: { vi: "tin nhắn SMS", en: "SMS" },
  social: { vi: "mạng xã hội", en: "social networks" },
  post: { vi: "thư giấy", en: "post" },
} as const satisfies Record<string, Both>;

export const rightChannelWords: Readonly<Record<RightChannel, Both>> = {
  account: { vi: "trang “Của tôi”", en: "the “Mine” page" },
  form: { vi: "phiếu yêu cầu", en: "a request form" },
  email: { vi: "email", en: "email" },
  phone: { vi: "điện thoại", en: "telephone" },
  post: { vi: "thư gửi đến địa chỉ của chúng tôi", en: "a letter to our address" },
};

export const rightWords: Readonly<Record<Right, Both>> = {
  know: { vi: "Được biết", en: "Be informed" },
  see: { vi: "Xem dữ liệu", en: "See your data" },
  copy: { vi: "Nhận bản sao", en: "Get a copy" },
  correct: { vi: "Sửa cho đúng", en: "Correct it" },
  erase: { vi: "Xoá dữ liệu", en: "Erase it" },
  restrict: { vi: "Tạm dừng sử dụng", en: "Pause its use" },
  object: { vi: "Phản đối", en: "Object" },
  withdraw: { vi: "Rút lại đồng ý", en: "Withdraw consent" },
  protect: { vi: "Yêu cầu biện pháp bảo vệ", en: "Ask for protective measures" },
  complain: { vi: "Khiếu nại", en: "Complain" },
};

export const recipientKinds: Readonly<Record<Recipient["kind"], Both>> = {
  affiliate: { vi: "công ty liên kết", en: "affiliate" },
  partner: { vi: "đối tác", en: "partner" },
  it_provider: { vi: "nhà cung cấp công nghệ", en: "technology provider" },
  payment_provider: { vi: "nhà cung cấp thanh toán", en: "payment provider" },
  marketing_provider: { vi: "nhà cung cấp tiếp thị", en: "marketing provider" },
  other_provider: { vi: "nhà cung cấp khác", en: "other provider" },
  carrier: { vi: "đơn vị vận chuyển", en: "carrier" },
  registrar: { vi: "nhà đăng ký tên miền", en: "registrar" },
  platform: { vi: "nền tảng trực tuyến", en: "online platform" },
  state_body: { vi: "cơ quan nhà nước", en: "state body" },
};

export const needWords: Readonly<Record<Recipient["needs"], Both>> = {
  consent: { vi: "chỉ khi bạn đồng ý", en: "only with your consent" },
  written: { vi: "chỉ khi có văn bản đồng ý", en: "only with a written agreement" },
  order: { vi: "chỉ khi bạn đặt dịch vụ ấy", en: "only when you order that service" },
  authority: { vi: "chỉ khi có yêu cầu đúng luật của cơ quan có thẩm quyền", en: "only on a lawful request by a competent body" },
  article: { vi: "chỉ khi có căn cứ luật nêu rõ điều khoản", en: "only on an article of law, cited" },
  contract: { vi: "theo hợp đồng với bên nhận", en: "under a contract with the recipient" },
};

/** `within` before a period: “trong 72 giờ”. */
export function within(p: Period): Both {
  const said = periodBoth(p);
  return { vi: `trong ${said.vi}`, en: `within ${said.en}` };
}

/** A list as people write it: “a, b và c”. */
export function listed(items: readonly Both[]): Both {
  return { vi: join(items, "vi", "và"), en: join(items, "en", "and") };
}

function join(items: readonly Both[], lang: "vi" | "en", and: string): string {
  const said = items.map((i) => i[lang]);
  return said.length < 2 ? said.join("") : `${said.slice(0, -1).join(", ")} ${and} ${said[said.length - 1]}`;
}
