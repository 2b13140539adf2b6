import { say } from "@kept/language";
import type { DrawPart } from "./part.js";

/** How changes are told and looked up; and what is acknowledged by use, which is never consent. */
export const changes: DrawPart = ({ policy, lang }) => {
  const vi = lang === "vi";
  const byUse = Object.values(policy.duties).filter((d) => d.manner === "use");
  return (
    <>
      <p>
        {vi
          ? "Mỗi phiên bản được giữ nguyên ở trang này, cùng những điểm khác so với bản trước."
          : "Every version stays on this page, with what differs from the one before."}
      </p>
      {byUse.length > 0 && (
        <>
          <ul>
            {byUse.map((d) => (
              <li>{say(d.text, lang)}</li>
            ))}
          </ul>
          <p>
            {vi
              ? "Những điều trên chỉ ghi là bạn đã đọc; không tính là đồng ý cho dùng dữ liệu vào việc nào."
              : "The above is recorded only as having been read; it counts as consent to nothing."}
          </p>
        </>
      )}
    </>
  );
};
