import type { importState } from "@kept/contract";
import type { Both } from "@kept/language";
import type { z } from "zod";

export const words = {
  title: { vi: "Nhập", en: "Import" },
  under: {
    vi: "Đưa danh sách đã có vào đây, mỗi dòng một người: cùng câu hỏi, cùng cách kiểm như một phiếu. Không ai nhận thư vì việc này.",
    en: "Bring in a list you already have, one person a row: the same questions and checks as a form. Nobody is mailed because of it.",
  },
  make: { vi: "Nhập tệp mới", en: "Import a file" },
  none: { vi: "Chưa nhập tệp nào", en: "Nothing imported yet" },
  noneText: {
    vi: "Chọn một tệp CSV hoặc XLSX, dòng đầu là tên các cột. Bạn nói mỗi cột là gì, chạy thử để biết dòng nào chưa ổn, rồi mới nhập thật.",
    en: "Choose a CSV or XLSX file whose first row names its columns. Say what each column is, try it to see which rows are not right, then import for real.",
  },
  past: { vi: "Các lần nhập", en: "Imports" },
  touchpoint: { vi: "Danh sách này thuộc điểm thu thập nào?", en: "Which touchpoint does this list belong to?" },
  touchpoint1: { vi: "Điểm thu thập", en: "Touchpoint" },
  touchpointHint: {
    vi: "Nơi người ta đã đưa thông tin, hoặc lẽ ra sẽ đưa. Nó quyết định hỏi gì và để làm gì.",
    en: "Where people gave this, or would have. It decides what is asked and for what.",
  },
  closed: { vi: "Điểm thu thập không nhận tệp", en: "Touchpoints that take no files" },
  closedText: {
    vi: "Chính sách chưa cho nhập ở những nơi này. Một nơi nhận tệp khi chính sách ghi kênh import cho nó, và thông báo mới được công bố.",
    en: "The policy does not let these import. One takes files once the policy gives it the channel import and that version is published.",
  },
  noneOpen: { vi: "Chính sách chưa cho nhập ở nơi nào", en: "The policy lets no touchpoint import" },
  toPolicy: { vi: "Mở chính sách", en: "Open the policy" },
  file: { vi: "Tệp", en: "File" },
  fileHint: {
    vi: "CSV (UTF-8, tối đa 1 GB) hoặc XLSX (tối đa 16 MB). Tệp được niêm phong khi tải lên và huỷ khi nhập xong, muộn nhất sau bảy ngày.",
    en: "CSV (UTF-8, up to 1 GB) or XLSX (up to 16 MB). It is sealed as it is uploaded and destroyed when the import ends, at the latest after seven days.",
  },
  fileNeed: { vi: "Chọn một tệp nhé.", en: "Please choose a file." },
  fileKind: {
    vi: "Tệp phải là .csv hoặc .xlsx. Bạn lưu lại dưới dạng ấy nhé.",
    en: "The file must be .csv or .xlsx. Please save it as one.",
  },
  fileLarge: { vi: "Tệp lớn quá mức được nhận. Bạn chia nhỏ ra nhé.", en: "The file is larger than is taken. Please split it." },
  touchpointNeed: { vi: "Chọn một điểm thu thập nhé.", en: "Please choose a touchpoint." },
  upload: { vi: "Tải lên", en: "Upload" },
  uploading: { vi: "Đang tải lên", en: "Uploading" },
  stopUpload: { vi: "Dừng tải", en: "Stop uploading" },
  state: { vi: "Tình trạng", en: "State" },
  rows: { vi: "Dòng đã xét", en: "Rows judged" },
  taken: { vi: "Nhận", en: "Taken" },
  refused: { vi: "Từ chối", en: "Refused" },
  uploaded: { vi: "Tải lên lúc", en: "Uploaded" },
  fileOf: { vi: "Tệp tải lên lúc", en: "File of" },
  ended: { vi: "Kết thúc lúc", en: "Ended" },
  trial: { vi: "Số dưới đây là của lần chạy thử: chưa dòng nào được ghi.", en: "These numbers are of the trial: no row was kept." },
  columns: { vi: "Mỗi cột là gì?", en: "What is each column?" },
  columnsText: {
    vi: "Tên cột gợi ý được thông tin thì đã chọn sẵn; bạn xem lại. Đồng ý thì không bao giờ đoán: chính bạn nói cột nào, chữ nào là đồng ý.",
    en: "Where a column's name suggests what it holds, it is chosen; look it over. Consent is never guessed: you say which column and which words mean it.",
  },
  leave: { vi: "Bỏ qua cột này", en: "Leave this column out" },
  fields: { vi: "Thông tin", en: "Fields" },
  consents: { vi: "Đồng ý", en: "Consents" },
  consentDate: { vi: "Ngày đồng ý", en: "Day of consent" },
  others: { vi: "Xác nhận và dịp", en: "Acknowledgements and occasion" },
  duty: { vi: "Cam kết", en: "Declaration" },
  accuracy: { vi: "Đã xác nhận thông tin là đủ và đúng", en: "Confirmed as complete and true" },
  occasion: { vi: "Mã của dịp hay đơn", en: "Reference of the occasion" },
  yes: { vi: "Chữ nghĩa là có", en: "Words that mean yes" },
  noWords: { vi: "Chữ nghĩa là không", en: "Words that mean no" },
  wordsHint: { vi: "Cách nhau bằng dấu phẩy, đúng như trong tệp", en: "Separated by commas, as they stand in the file" },
  noHint: {
    vi: "Ô trống là chưa trả lời. Chữ khác thì dòng ấy bị từ chối.",
    en: "An empty cell says nothing. Any other word refuses its row.",
  },
  method: { vi: "Họ đã đồng ý bằng cách nào?", en: "How did they agree?" },
  methodHint: {
    vi: "Chứng cứ nằm ở nơi khác và bạn phải đưa ra được.",
    en: "The proof is kept elsewhere, and you must be able to show it.",
  },
  missing: { vi: "Còn thiếu cột cho", en: "Still without a column" },
  asks: {
    vi: "Không có thì dòng nào cũng có thể bị từ chối: chạy thử sẽ cho biết.",
    en: "Without them every row may be refused; a trial tells.",
  },
  incomplete: { vi: "Cột này còn thiếu chữ nghĩa là có, hoặc cách đồng ý.", en: "This column still needs its words, or how they agreed." },
  language: { vi: "Họ đã được hỏi bằng", en: "They were asked in" },
  proved: { vi: "Tổ chức đã tự kiểm các liên hệ trong tệp này.", en: "The organisation has proved the contacts in this file itself." },
  provedNote: {
    vi: "Nơi này chỉ dùng liên hệ đã xác nhận, mà nhập tệp thì không gửi mã cho ai.",
    en: "This touchpoint uses only proved contacts, and an import mails no codes.",
  },
  notReady: { vi: "Nói đủ về các cột ở trên trước đã.", en: "Finish the columns above first." },
  dry: { vi: "Chạy thử", en: "Try it" },
  dryText: { vi: "Chạy thử xét mọi dòng và không ghi dòng nào.", en: "A trial judges every row and keeps none." },
  real: { vi: "Nhập thật", en: "Import for real" },
  realTitle: { vi: "Nhập thật tệp này?", en: "Import this file for real?" },
  realUntried: {
    vi: "Cách đọc cột này chưa được chạy thử. Dòng bị từ chối sẽ nằm trong báo cáo.",
    en: "The columns as they are now have not been tried. Rows refused will be in the report.",
  },
  realText: {
    vi: "Mỗi dòng được nhận thành một bài gửi trong hồ sơ, với bằng chứng là bạn đã nhập. Xong thì tệp bị huỷ.",
    en: "Each row taken becomes a submission in a record, with evidence that you imported it. The file is destroyed afterwards.",
  },
  resume: { vi: "Chạy tiếp", en: "Resume" },
  resumeText: { vi: "Chạy tiếp từ sau dòng cuối đã ghi.", en: "It goes on behind the last row that stands." },
  cancel: { vi: "Huỷ lần nhập", en: "Cancel the import" },
  cancelTitle: { vi: "Huỷ lần nhập này?", en: "Cancel this import?" },
  cancelText: {
    vi: "Việc dừng ngay và tệp bị huỷ. Những dòng đã ghi vẫn còn; muốn bỏ thì xoá từng hồ sơ.",
    en: "It stops at once and the file is destroyed. Rows that stand stay; erase their records to remove them.",
  },
  cancelled: { vi: "Đã huỷ lần nhập.", en: "The import is cancelled." },
  report: { vi: "Dòng bị từ chối", en: "Rows refused" },
  reportText: {
    vi: "Số dòng đếm như bảng tính: dòng 1 là tên cột. Báo cáo không chép lại điều đứng trong ô.",
    en: "Rows are counted as a spreadsheet does: row 1 names the columns. The report does not repeat what stood in a cell.",
  },
  download: { vi: "Tải báo cáo (CSV)", en: "Download the report (CSV)" },
  row: { vi: "Dòng", en: "Row" },
  column: { vi: "Cột", en: "Column" },
  what: { vi: "Mục", en: "Item" },
  why: { vi: "Vì sao", en: "Why" },
  allGood: { vi: "Không dòng nào bị từ chối", en: "No row was refused" },
  allGoodText: { vi: "Mọi dòng đã xét đều nhận được.", en: "Every row that was judged can be taken." },
  back: { vi: "Mọi lần nhập", en: "All imports" },
} as const satisfies Record<string, Both>;

export const states: Readonly<Record<z.output<typeof importState>, Both>> = {
  uploaded: { vi: "Đã tải lên", en: "Uploaded" },
  checking: { vi: "Đang chạy thử", en: "Being tried" },
  checked: { vi: "Đã chạy thử", en: "Tried" },
  running: { vi: "Đang nhập", en: "Importing" },
  stopped: { vi: "Đã dừng", en: "Stopped" },
  done: { vi: "Đã nhập xong", en: "Imported" },
  cancelled: { vi: "Đã huỷ", en: "Cancelled" },
};

export const tones = {
  uploaded: undefined,
  checking: "amber",
  checked: "ink",
  running: "amber",
  stopped: "red",
  done: "jade",
  cancelled: undefined,
} as const;

/** What the last trial found. */
export function trialSaid(taken: string, refused: string): Both {
  return { vi: `Lần chạy thử: nhận ${taken} dòng, từ chối ${refused} dòng.`, en: `The trial: ${taken} taken, ${refused} refused.` };
}
