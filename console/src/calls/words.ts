import type { Both } from "@kept/language";

export const words = {
  title: { vi: "Gọi đến", en: "Calls" },
  under: {
    vi: "Gõ số người gọi cho, nhấn Enter: máy chỉ trả lời “có” hay “không”. Hồ sơ chỉ mở được sau câu “có”.",
    en: "Type the number the caller gives and press Enter: the answer is yes or no, nothing else. A record opens only after a yes.",
  },
  number: { vi: "Số điện thoại người gọi", en: "The caller's phone number" },
  mail: { vi: "Email người gọi", en: "The caller's email" },
  byMail: { vi: "Tra bằng email", en: "Use an email" },
  byNumber: { vi: "Tra bằng số điện thoại", en: "Use a phone number" },
  purpose: { vi: "Gọi về việc gì", en: "What the call is for" },
  check: { vi: "Kiểm tra", en: "Check" },
  again: { vi: "Kiểm tra số khác", en: "Check another number" },
  yes: { vi: "Có", en: "Yes" },
  no: { vi: "Không", en: "No" },
  yesText: { vi: "Người này đã đăng ký và đồng ý:", en: "This person registered and agreed:" },
  noText: {
    vi: "Không biết ai với số này đã đăng ký và đồng ý. Bạn chưa trả lời được; mời họ đăng ký, hoặc hỏi lại số.",
    en: "Nobody with this number is known to have registered and agreed. Do not answer yet: invite them to register, or ask for the number again.",
  },
  who: { vi: "Có thể là", en: "This may be" },
  open: { vi: "Mở hồ sơ", en: "Open the record" },
  hide: { vi: "Che lại", en: "Hide it" },
  recorded: { vi: "Lần mở này đã được ghi, cùng với cuộc gọi.", en: "This reading was recorded, with the call." },
  gone: { vi: "Hồ sơ vừa được xoá.", en: "The record has just been erased." },
  end: { vi: "Kết thúc cuộc gọi", en: "End the call" },
  topic: { vi: "Chủ đề", en: "Topic" },
  other: { vi: "Chuyện khác", en: "Something else" },
  outcome: { vi: "Kết quả", en: "How it went" },
  close: { vi: "Đóng cuộc gọi", en: "Close the call" },
  closed: { vi: "Đã đóng cuộc gọi.", en: "The call is closed." },
  choose: { vi: "Bạn chọn chủ đề và kết quả nhé.", en: "Please choose the topic and how it went." },
  log: { vi: "Sổ cuộc gọi", en: "Call log" },
  none: { vi: "Chưa có cuộc gọi nào", en: "No calls yet" },
  noneText: {
    vi: "Mỗi cuộc gọi để lại một dòng: lúc nào, ai nghe, có hay không, về chủ đề gì. Không ghi số điện thoại.",
    en: "Each call leaves a line: when, who took it, yes or no, the topic. The number is never written down.",
  },
  at: { vi: "Lúc", en: "When" },
  answer: { vi: "Đã đăng ký và đồng ý", en: "Registered and agreed" },
  openStill: { vi: "Chưa đóng", en: "Not closed" },
  topicHint: {
    vi: "Đường dây này chỉ trả lời các chủ đề trong chính sách.",
    en: "This line answers the topics of the policy only.",
  },
} as const satisfies Record<string, Both>;

/** How many tries are left, in words. */
export const triesLeft = (n: number): Both => ({ vi: `Còn thử được ${n} lần trong cuộc gọi này.`, en: `${n} more tries in this call.` });

export const outcomes = {
  answered: { vi: "Đã trả lời", en: "Answered" },
  passed_on: { vi: "Chuyển người khác", en: "Passed on" },
  declined: { vi: "Không trả lời", en: "Declined" },
  cut_off: { vi: "Mất liên lạc", en: "Cut off" },
} as const satisfies Record<string, Both>;
