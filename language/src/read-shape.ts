import type { z } from "zod";
import { error, type Fault } from "./finding.js";
import type { Both } from "./schema/words.js";

type Issue = z.core.$ZodIssue;

/** What zod found, in the words of the policy file. */
export function faultsOfShape(issues: readonly Issue[], under = ""): Fault[] {
  return issues.flatMap((issue) => faultsOf(issue, under));
}

function faultsOf(issue: Issue, under: string): Fault[] {
  const path = [under, ...issue.path.map(String)].filter((p) => p !== "").join(".");
  const last = issue.path.at(-1);
  const what = last === undefined ? "" : String(last);
  switch (issue.code) {
    case "unrecognized_keys":
      return issue.keys.map((key) => unknownKey(path === "" ? key : `${path}.${key}`, key));
    case "invalid_type":
      return [issue.input === undefined && isMissing(issue) ? missing(path, what) : wrongType(path, what, issue.expected)];
    case "invalid_value":
      return [wrongValue(path, what, issue.values.map(String))];
    case "invalid_union": {
      const tried = issue.errors.flat();
      const told = tried.find((i) => i.path.length > 0) ?? tried[0];
      return told ? faultsOf(told, path) : [unfit(path, what, issue.message)];
    }
    case "invalid_key":
      return [unfit(path, what, issue.issues[0]?.message ?? issue.message)];
    default:
      return [unfit(path, what, issue.message)];
  }
}

/** zod does not keep the input; its message says whether there was one. */
function isMissing(issue: Issue): boolean {
  return issue.message.includes("received undefined");
}

function missing(path: string, what: string): Fault {
  const noVi = what === "vi";
  return error(
    noVi ? "text.vi_missing" : "shape.missing",
    path,
    noVi
      ? { vi: "Câu này chưa có tiếng Việt.", en: "This text has no Vietnamese." }
      : { vi: `Thiếu mục “${what}”.`, en: `“${what}” is missing.` },
    noVi ? { vi: "Thêm `vi:`.", en: "Add `vi:`." } : { vi: `Thêm \`${what}:\` vào chỗ này.`, en: `Add \`${what}:\` here.` },
  );
}

function unknownKey(path: string, key: string): Fault {
  return error(
    "shape.unknown_key",
    path,
    { vi: `Ngôn ngữ chính sách không có mục “${key}”.`, en: `The policy language has no “${key}” here.` },
    { vi: "Sửa lại tên mục cho đúng, hoặc bỏ nó đi.", en: "Correct the key's spelling, or remove it." },
  );
}

const kinds: Record<string, Both> = {
  string: { vi: "chữ", en: "text" },
  number: { vi: "số", en: "a number" },
  int: { vi: "số nguyên", en: "a whole number" },
  boolean: { vi: "true hoặc false", en: "true or false" },
  array: { vi: "một danh sách", en: "a list" },
  object: { vi: "một nhóm mục", en: "a group of keys" },
  record: { vi: "một nhóm mục", en: "a group of keys" },
};

function wrongType(path: string, what: string, expected: string): Fault {
  const kind = kinds[expected] ?? { vi: expected, en: expected };
  return error(
    "shape.wrong_type",
    path,
    { vi: `“${what}” phải là ${kind.vi}.`, en: `“${what}” must be ${kind.en}.` },
    { vi: `Ghi ${kind.vi} ở chỗ này.`, en: `Write ${kind.en} here.` },
  );
}

function wrongValue(path: string, what: string, values: readonly string[]): Fault {
  const list = values.join(", ");
  return error(
    "shape.wrong_value",
    path,
    { vi: `“${what}” không nhận giá trị này.`, en: `“${what}” does not take this value.` },
    { vi: `Chọn một trong: ${list}.`, en: `Choose one of: ${list}.` },
  );
}

function unfit(path: string, what: string, message: string): Fault {
  return error(
    "shape.unfit",
    path,
    { vi: `“${what}” chưa đúng dạng: ${message}.`, en: `“${what}” is not in the right form: ${message}.` },
    { vi: "Sửa lại cho đúng dạng.", en: "Write it in the right form." },
  );
}
