import { article, type Language, type Policy, say, sayPeriod } from "@kept/language";
import { type DrawPart, textOf, textsOf } from "./part.js";

/** How long, in the policy's own sentences. Where it says nothing, the law's rule stands alone (law 91/2025 art. 14.1). */
export const retention: DrawPart = ({ policy, lang }) => {
  const law = say(article("L91", "14.1"), lang);
  return (
    <>
      {policy.retention.length > 0 && (
        <ul>
          {policy.retention.map((rule) => (
            <li>
              {governs(policy, rule, lang)}
              {say(rule.text, lang)}
              {details(rule, lang)}
            </li>
          ))}
        </ul>
      )}
      <p>
        {lang === "vi"
          ? `Theo luật, dữ liệu được xoá khi bạn yêu cầu hoặc khi mục đích đã xong, trừ những gì luật buộc giữ (${law}).`
          : `By law, data is erased when you ask or when its purpose is done, save what the law says to keep (${law}).`}
      </p>
    </>
  );
};

type Rule = Policy["retention"][number];

function governs(policy: Policy, { of }: Rule, lang: Language): string {
  const named = [
    of.touchpoints && textsOf(policy.touchpoints, of.touchpoints, lang),
    of.occasion && textOf(policy.occasions, of.occasion, lang),
    of.fields && textsOf(policy.fields, of.fields, lang),
  ].filter((n) => typeof n === "string");
  return named.length > 0 ? `${named.join("; ")}: ` : "";
}

/** What the sentence leaves to the rule: the default where the event has no date, the article that demands keeping. */
function details(rule: Rule, lang: Language): string {
  const vi = lang === "vi";
  const more = [
    rule.default &&
      (vi
        ? `Nếu không có ngày: ${sayPeriod(rule.default, lang)} kể từ lúc nhận.`
        : `Where there is no date: ${sayPeriod(rule.default, lang)} from collection.`),
    rule.review &&
      (vi ? `Được xem xét xoá trong ${sayPeriod(rule.review, lang)}.` : `Erasure is considered within ${sayPeriod(rule.review, lang)}.`),
    rule.article && (vi ? `Căn cứ: ${rule.article}.` : `Basis: ${rule.article}.`),
  ].filter((m) => typeof m === "string");
  return more.length > 0 ? ` ${more.join(" ")}` : "";
}

/** Roles, what each may read and for what. */
export const access: DrawPart = ({ policy, lang }) => {
  const readers = Object.values(policy.roles).filter((r) => r.reads.length > 0);
  if (readers.length === 0) return null;
  const vi = lang === "vi";
  return (
    <>
      <ul>
        {readers.map((role) => (
          <li>
            <b>{say(role.text, lang)}</b>
            {role.assigned && (vi ? " (chỉ với người được phân công)" : " (only of people assigned to them)")}
            <ul>
              {role.reads.map((r) => (
                <li>
                  {r.fields === "*" ? (vi ? "Mọi thông tin đã khai" : "Everything declared") : textsOf(policy.fields, r.fields, lang)}.{" "}
                  <span class="soft">
                    {vi ? "Để" : "For"}: {textsOf(policy.purposes, r.purposes, lang)}.
                  </span>
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ul>
      <p>
        {vi
          ? "Mỗi lần đọc phải nêu việc đang làm và được ghi lại; bạn xem được trong trang “Của tôi”. Người khác thử đọc thì bị từ chối, và lần từ chối cũng được ghi."
          : "Each reading states what it is for and is recorded; you see it on the “Mine” page. Anyone else who tries is refused, and the refusal is recorded too."}
      </p>
    </>
  );
};
