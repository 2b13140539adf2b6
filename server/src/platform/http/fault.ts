import type { z } from "zod";

/** What is wrong with one part of a request, for people: never what was sent. */
export function faultText(i: z.core.$ZodIssue): { vi: string; en: string } {
  if (i.code === "invalid_type")
    return { vi: "Bạn chưa điền mục này, hoặc điền chưa đúng kiểu.", en: "This is missing, or not of the right kind." };
  if (i.code === "too_small" && i.origin === "string")
    return Number(i.minimum) <= 1
      ? { vi: "Bạn chưa điền mục này.", en: "This is missing." }
      : { vi: `Ngắn quá: cần ít nhất ${i.minimum} ký tự.`, en: `Too short: at least ${i.minimum} characters are needed.` };
  if (i.code === "too_big" && i.origin === "string")
    return { vi: `Dài quá: nhiều nhất ${i.maximum} ký tự.`, en: `Too long: ${i.maximum} characters at most.` };
  if (i.code === "too_small") return { vi: `Ít quá: ít nhất là ${i.minimum}.`, en: `Too little: ${i.minimum} at least.` };
  if (i.code === "too_big") return { vi: `Nhiều quá: nhiều nhất là ${i.maximum}.`, en: `Too much: ${i.maximum} at most.` };
  if (i.code === "invalid_value") return { vi: "Không phải một trong các lựa chọn.", en: "Not one of the choices." };
  if (i.code === "unrecognized_keys")
    return { vi: "Có mục không được khai báo ở đây.", en: "There is something here that is not declared." };
  if (i.code === "invalid_format") return { vi: "Còn trống, hoặc chưa đúng dạng.", en: "Empty, or not in the right form." };
  return { vi: "Chưa đúng.", en: "Not valid." };
}
