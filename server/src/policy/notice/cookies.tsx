import { say } from "@kept/language";
import { Table } from "../../platform/page/index.js";
import { type DrawPart, textOf } from "./part.js";

/** Cookie categories with what they store; only the necessary ones before a choice (law 91/2025 art. 29). */
export const cookies: DrawPart = ({ policy, lang }) => {
  const categories = Object.values(policy.cookies?.categories ?? {});
  const vi = lang === "vi";
  if (categories.length === 0) return null;
  return (
    <>
      <Table
        caption={vi ? "Loại cookie" : "Kinds of cookies"}
        quiet
        head={vi ? ["Loại", "Lưu gì", "Để làm gì"] : ["Kind", "What it stores", "What for"]}
        rows={categories.map((c) => [
          <>
            {say(c.text, lang)} {c.sensitive && <span class="badge amber">{vi ? "Dữ liệu nhạy cảm" : "Sensitive data"}</span>}
          </>,
          c.stores.map((s) => say(s, lang)).join("; "),
          `${textOf(policy.purposes, c.purpose, lang)} ${c.necessary ? (vi ? "(cần để trang chạy)" : "(needed for the site)") : vi ? "(chỉ khi bạn đồng ý)" : "(only with your consent)"}`,
        ])}
      />
      <p>{vi ? "Trước khi bạn chọn, chỉ cookie cần thiết được dùng." : "Before you choose, only the necessary ones are used."}</p>
    </>
  );
};
