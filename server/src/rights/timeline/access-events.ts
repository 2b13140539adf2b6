import type { EventWords } from "./events.js";
import { textOf } from "./read-event.js";

/** Who read or came upon a record, who is responsible for it, and reading past role and assignment. */
export const accessEvents = {
  "value.read": {
    kind: "reading",
    vi: (e) =>
      `${e.Who} ${e.event.fields?.length ? `đọc ${e.fields} để ${e.purpose}` : `mở hồ sơ để ${e.purpose}; không mục nào được mở`}${
        textOf(e.event, "break_glass") ? ", theo một lần mở khẩn có người thứ hai đồng ý" : ""
      }`,
    en: (e) =>
      `${e.Who} ${e.event.fields?.length ? `read ${e.fields} to ${e.purpose}` : `opened the record to ${e.purpose}; nothing was shown`}${
        textOf(e.event, "break_glass") ? ", by emergency access that a second person agreed to" : ""
      }`,
  },
  "value.read_refused": {
    kind: "refusal",
    vi: (e) => `Một lần đọc bị từ chối: ${e.who} thử mở dữ liệu để ${e.purpose}. Không có gì được mở`,
    en: (e) => `A reading was refused: ${e.who} tried to open data to ${e.purpose}. Nothing was shown`,
  },
  "disclosure.made": {
    kind: "disclosure",
    vi: (e) => `${e.Who} chuyển ${e.fields} cho ${e.recipient} để ${e.purpose}`,
    en: (e) => `${e.Who} passed ${e.fields} on to ${e.recipient} to ${e.purpose}`,
  },
  "disclosure.left_out": {
    kind: "refusal",
    vi: (e) => `Dữ liệu của bạn không được chuyển cho ${e.recipient}: chưa đủ điều kiện lúc chuyển`,
    en: (e) => `Your data was not passed on to ${e.recipient}: what that needs was not there`,
  },
  "disclosure.refused": {
    kind: "refusal",
    vi: (e) => `Một lần chuyển dữ liệu bị từ chối: ${e.who} muốn chuyển cho ${e.recipient}. Không có gì rời đi`,
    en: (e) => `Passing data on was refused: ${e.who} meant to give it to ${e.recipient}. Nothing left`,
  },
  "paper.attached": {
    kind: "consent",
    vi: (e) => `Văn bản bạn ký cho phép chuyển ${e.fields} cho ${e.recipient} được cất, niêm phong, trong hồ sơ`,
    en: (e) => `The paper by which you allow ${e.fields} to go to ${e.recipient} was kept, sealed, on your file`,
  },
  "paper.withdrawn": {
    kind: "consent",
    vi: () => "Văn bản bạn đã ký được rút lại; không gì được chuyển theo văn bản ấy nữa",
    en: () => "The paper you signed was taken back; nothing is passed on by it any more",
  },
  "person.found": {
    kind: "reading",
    vi: (e) => `${e.Who} tìm thấy hồ sơ của bạn khi tra cứu; các mục đều được che`,
    en: (e) => `${e.Who} came upon your record in a search; everything was masked`,
  },
  "call.checked": {
    kind: "reading",
    vi: (e) =>
      `Có người gọi, đưa số hoặc email của bạn: ${e.who} kiểm tra bạn đã đồng ý “${e.purpose}” chưa, và chỉ nhận câu “${e.flag("agreed") ? "có" : "không"}”`,
    en: (e) =>
      `Somebody called and gave your number or email: ${e.who} checked whether you agreed to “${e.purpose}” and was told ${e.flag("agreed") ? "yes" : "no"}, nothing else`,
  },
  "segment.listed": {
    kind: "reading",
    vi: (e) => `${e.Who} xem một nhóm có bạn trong đó, để ${e.purpose}; các mục đều được che`,
    en: (e) => `${e.Who} looked at a segment that you are in, to ${e.purpose}; everything was masked`,
  },
  "person.timeline_viewed": {
    kind: "reading",
    vi: (e) => `${e.Who} xem nhật ký về bạn; trong đó không có giá trị nào`,
    en: (e) => `${e.Who} looked at the timeline about you; it holds no values`,
  },
  "person.viewed": {
    kind: "reading",
    vi: (e) => `${e.Who} mở trang hồ sơ của bạn; các mục đều được che`,
    en: (e) => `${e.Who} opened the page of your record; everything was masked`,
  },
  "access.assigned": {
    kind: "change",
    vi: (e) =>
      `${e.Who} ${textOf(e.event, "how") === "intake" ? "ghi lại lời bạn và chịu trách nhiệm về hồ sơ của bạn" : "giao hồ sơ của bạn cho một nhân viên chịu trách nhiệm"}`,
    en: (e) =>
      `${e.Who} ${textOf(e.event, "how") === "intake" ? "took down what you said and is responsible for your record" : "made somebody of the staff responsible for your record"}`,
  },
  "access.assignment_ended": {
    kind: "change",
    vi: () => "Một nhân viên thôi chịu trách nhiệm về hồ sơ của bạn",
    en: () => "Somebody of the staff is no longer responsible for your record",
  },
  "access.break_glass_asked": {
    kind: "reading",
    vi: (e) => `${e.Who} xin mở khẩn hồ sơ của bạn để ${e.purpose}, trong ${textOf(e.event, "minutes")} phút`,
    en: (e) => `${e.Who} asked for emergency access to your record to ${e.purpose}, for ${textOf(e.event, "minutes")} minutes`,
  },
  "access.break_glass_agreed": {
    kind: "reading",
    vi: (e) => `Người thứ hai đồng ý cho mở khẩn hồ sơ của bạn để ${e.purpose}, trong ${textOf(e.event, "minutes")} phút`,
    en: (e) => `A second person agreed to emergency access to your record to ${e.purpose}, for ${textOf(e.event, "minutes")} minutes`,
  },
  "access.break_glass_refused": {
    kind: "refusal",
    vi: (e) => `Một lần xin mở khẩn hồ sơ của bạn để ${e.purpose} bị từ chối`,
    en: (e) => `A request for emergency access to your record to ${e.purpose} was turned down`,
  },
  "access.break_glass_ended": {
    kind: "reading",
    vi: () => "Một lần mở khẩn hồ sơ của bạn kết thúc trước hạn",
    en: () => "An emergency access to your record was ended before its time",
  },
  "access.alarm_raised": {
    kind: "reading",
    vi: () => "Một lần đọc bất thường được báo động",
    en: () => "Unusual reading raised an alarm",
  },
  "access.alarm_settled": {
    kind: "reading",
    vi: () => "Một báo động về việc đọc đã được xem và kết luận",
    en: () => "An alarm of reading was looked at and settled",
  },
} as const satisfies Readonly<Record<string, EventWords>>;
