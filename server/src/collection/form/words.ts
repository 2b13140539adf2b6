import type { Both } from "@kept/language";

/** What forms say. */
export const words = {
  ask: { vi: "Thông tin của bạn", en: "Your details" },
  askChild: { vi: "Thông tin", en: "Details" },
  representative: { vi: "Người đại diện", en: "The representative" },
  representativeHint: {
    vi: "Trẻ em cần người đại diện theo pháp luật đồng ý thay và thực hiện quyền.",
    en: "For a child, the lawful representative agrees and exercises the rights.",
  },
  agree: { vi: "Bạn có đồng ý không?", en: "Do you agree?" },
  agreeHint: {
    vi: "Mục nào không ghi “bắt buộc” thì bạn không đồng ý vẫn gửi được như thường.",
    en: "Where it does not say “required”, you may refuse and send the form all the same.",
  },
  duties: { vi: "Phần việc của bạn", en: "Your part" },
  dutyRead: { vi: "Tôi đã đọc và nhận phần việc này", en: "I have read this and accept my part" },
  send: { vi: "Gửi", en: "Send" },
  where: { vi: "Thông tin này sẽ đi đâu", en: "Where this goes" },
  why: { vi: "Để làm gì", en: "What for" },
  who: { vi: "Ai nhận", en: "Who receives it" },
  nobody: { vi: "Không ai khác.", en: "Nobody else." },
  sees: { vi: "Ai xem được", en: "Who can see it" },
  until: { vi: "Giữ đến khi", en: "Kept until" },
  next: { vi: "Bước tiếp theo", en: "What happens next" },
  nextCode: {
    vi: "Chúng tôi gửi mã đến địa chỉ bạn ghi. Trước khi bạn nhập mã, thông tin chưa được dùng.",
    en: "We send a code to the address you give. Until you type it, nothing is used.",
  },
  nextDone: { vi: "Chúng tôi nhận được ngay khi bạn bấm gửi.", en: "We have it as soon as you press send." },
  confirmTitle: { vi: "Nhập mã xác nhận", en: "Type the code" },
  confirmIntro: {
    vi: "Chúng tôi vừa gửi một mã 8 chữ số đến địa chỉ email bạn ghi. Mã dùng được trong 10 phút. Trước khi bạn nhập mã, thông tin của bạn chưa được dùng.",
    en: "We have just sent a code of 8 digits to the e-mail address you gave. It works for 10 minutes. Until you type it, nothing of yours is used.",
  },
  code: { vi: "Mã xác nhận", en: "Code" },
  confirm: { vi: "Xác nhận", en: "Confirm" },
  noCode: { vi: "Chưa nhận được mã? Bạn xin mã khác ở trang đăng nhập.", en: "No code yet? Ask for another on the sign-in page." },
  doneTitle: { vi: "Đã nhận", en: "Received" },
  doneText: { vi: "Chúng tôi đã nhận được thông tin bạn gửi.", en: "We have received what you sent." },
  doneConfirmed: {
    vi: "Địa chỉ của bạn đã được xác nhận. Từ bây giờ thông tin bạn gửi mới được dùng.",
    en: "Your address is confirmed. What you sent may be used from now on.",
  },
  doneJoined: {
    vi: "Bạn đã có hồ sơ ở đây, nên thông tin mới được ghi vào hồ sơ ấy; thông tin cũ vẫn xem lại được.",
    en: "You were known here already, so what you sent is now in your record; the former details can still be looked up.",
  },
  mine: { vi: "Xem và quản lý dữ liệu của tôi", en: "See and manage my data" },
  centre: { vi: "Về trung tâm quyền riêng tư", en: "To the privacy centre" },
  usedFor: { vi: "Dùng cho", en: "Used for" },
  alsoUsedFor: { vi: "Cũng dùng cho", en: "Also used for" },
  allUsedFor: { vi: "Mọi mục dưới đây dùng cho", en: "Everything below is used for" },
  stale: {
    vi: "Thông báo vừa có phiên bản mới. Những gì bạn gõ vẫn còn; bạn đọc lại rồi gửi lần nữa nhé.",
    en: "The notice has a newer version. What you typed is still here; read it again and send once more.",
  },
  trapped: {
    vi: "Một ô ẩn dành cho máy đã bị điền, có thể do trình duyệt tự điền. Những gì bạn gõ vẫn còn; bạn bấm gửi lần nữa nhé.",
    en: "A hidden box meant for robots was filled in, perhaps by the browser itself. What you typed is still here; press send once more.",
  },
} as const satisfies Record<string, Both>;

/** What sending means, where the touchpoint asks that the details are true. */
export function sendWords(version: number, accuracy: boolean): { before: Both; link: Both; after: Both } {
  return {
    before: accuracy
      ? {
          vi: "Khi gửi, bạn xác nhận thông tin trên là đúng và đủ, và đã đọc ",
          en: "By sending you confirm that the details above are complete and true, and that you have read ",
        }
      : { vi: "Khi gửi, bạn cho biết đã đọc ", en: "By sending you say that you have read " },
    link: { vi: `thông báo phiên bản ${version}`, en: `the notice, version ${version}` },
    after: {
      vi: ". Việc đã đọc được ghi riêng, không tính là đồng ý.",
      en: ". Having read it is recorded apart and is no consent.",
    },
  };
}
