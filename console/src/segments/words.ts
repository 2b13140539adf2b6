import type { Both } from "@kept/language";

export const words = {
  title: { vi: "Nhóm", en: "Segments" },
  under: {
    vi: "Câu hỏi lưu sẵn, cho một mục đích. Ai hợp câu hỏi và đang đồng ý mục đích ấy thì có mặt; rút đồng ý là rời nhóm ngay.",
    en: "Saved questions, each for one purpose. Whoever meets it and agrees to the purpose is a member; withdrawing takes them out at once.",
  },
  none: { vi: "Chưa có nhóm nào", en: "No segments yet" },
  noneText: {
    vi: "Tạo nhóm đầu tiên ở dưới: đặt tên, chọn mục đích, rồi hỏi theo các mục có chỉ mục.",
    en: "Make the first below: name it, choose the purpose, then ask by fields that have an index.",
  },
  make: { vi: "Tạo nhóm", en: "Make a segment" },
  name: { vi: "Tên nhóm", en: "Name" },
  nameHint: { vi: "Đừng ghi tên người vào đây.", en: "No names of people here, please." },
  purpose: { vi: "Dùng vào việc gì", en: "For which purpose" },
  purposeHint: { vi: "Chỉ những việc cần người ta đồng ý.", en: "Only purposes that people are asked to agree to." },
  field: { vi: "Mục dữ liệu", en: "Field" },
  is: { vi: "là một trong", en: "is one of" },
  isHint: { vi: "Nhiều giá trị thì cách nhau bằng dấu phẩy.", en: "Several values: separate them by commas." },
  from: { vi: "từ (số, hoặc năm)", en: "from (number, or year)" },
  to: { vi: "đến", en: "to" },
  add: { vi: "Thêm điều kiện", en: "Add a condition" },
  remove: { vi: "Bỏ điều kiện", en: "Remove the condition" },
  and: { vi: "và", en: "and" },
  noFields: {
    vi: "Chưa có mục nào vừa được thu thập cho mục đích này vừa có chỉ mục. Thêm `index` trong chính sách thì hỏi được.",
    en: "No field is both collected for this purpose and indexed. Give one an `index` in the policy to ask by it.",
  },
  noPurposes: {
    vi: "Chính sách chưa có mục đích nào dựa trên đồng ý, nên chưa chia nhóm được.",
    en: "The policy has no purpose that rests on consent, so there is nothing to form segments for.",
  },
  save: { vi: "Lưu nhóm", en: "Save the segment" },
  saved: { vi: "Đã lưu nhóm.", en: "The segment is saved." },
  question: { vi: "Câu hỏi", en: "Question" },
  count: { vi: "Đếm", en: "Count" },
  members: { vi: "Xem người", en: "See members" },
  end: { vi: "Bỏ nhóm", en: "Take away" },
  ended: { vi: "Đã bỏ nhóm.", en: "The segment was taken away." },
  person: { vi: "Người", en: "Person" },
  since: { vi: "Có từ", en: "Since" },
  empty: { vi: "Lúc này không có ai", en: "Nobody at this moment" },
  emptyText: {
    vi: "Không ai vừa hợp câu hỏi vừa đang đồng ý mục đích này.",
    en: "Nobody both meets the question and agrees to this purpose.",
  },
} as const satisfies Record<string, Both>;

/** How many at this moment. */
export const counted = (n: string, more: boolean): Both => ({
  vi: `${more ? "Hơn " : ""}${n} người vào lúc này`,
  en: `${more ? "More than " : ""}${n} at this moment`,
});
