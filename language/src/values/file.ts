import type { Field } from "../schema/fields.js";
import { bad, type FileFacts, good, missing, type Read } from "./result.js";
import { readText } from "./text.js";

const mime: Record<string, string> = {
  "application/pdf": "pdf",
  "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
  "image/png": "png",
  "image/jpeg": "jpg",
  "text/plain": "txt",
};

/** What is known of a file: `{ filename, type, bytes }`. The type is the one sniffed from its bytes, as extension or media type, never the one it claims. */
export function readFileFacts(field: Pick<Field, "file">, raw: unknown): Read<FileFacts> {
  if (raw === undefined || raw === null || raw === "") return missing;
  if (typeof raw !== "object" || !("filename" in raw) || !("type" in raw) || !("bytes" in raw)) return notFile;
  const { filename, type, bytes } = raw;
  if (typeof type !== "string" || typeof bytes !== "number" || !Number.isSafeInteger(bytes) || bytes < 0) return notFile;
  const called = readText({ type: "line", max: 255 }, filename);
  if (!called.ok) return called.code === "value.missing" ? notFile : called;
  if (bytes === 0) return bad("value.file", "Tệp này rỗng. Bạn chọn lại tệp nhé.", "This file is empty. Please choose it again.");
  const sniffed = mime[type] ?? type;
  const allowed = field.file?.types ?? [];
  if (!allowed.some((t) => t === sniffed)) {
    const list = allowed.join(", ").toUpperCase();
    return bad(
      "value.file_type",
      `Tệp này không phải loại nhận được. Bạn gửi một trong: ${list}.`,
      `This kind of file is not taken. Please send one of: ${list}.`,
    );
  }
  const most = field.file?.max_mib ?? 10;
  if (bytes > most * 1024 * 1024) {
    const has = Math.ceil(bytes / (1024 * 1024));
    return bad(
      "value.file_size",
      `Tệp này khoảng ${has} MiB; nhiều nhất ${most} MiB. Bạn gửi tệp nhỏ hơn nhé.`,
      `This file is about ${has} MiB; ${most} MiB is the most. Please send a smaller one.`,
    );
  }
  return good({ filename: called.value.replace(/[/\\]/g, "_"), type: sniffed, bytes });
}

const notFile = bad("value.file", "Không nhận được tệp nào. Bạn chọn lại tệp nhé.", "No file arrived. Please choose it again.");
