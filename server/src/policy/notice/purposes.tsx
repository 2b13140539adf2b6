import { basisOf, type Language, type Purpose, say, sayPeriod } from "@kept/language";
import type { DrawPart } from "./part.js";
import { basisWords, contactWords, listed } from "./words.js";

/** Each purpose with why it is lawful (law 91/2025 art. 9 and 19). */
export const purposes: DrawPart = ({ policy, lang }) => {
  const all = Object.values(policy.purposes);
  if (all.length === 0) return null;
  return (
    <ul>
      {all.map((p) => (
        <li>
          <b>{say(p.text, lang)}.</b> {p.explain && `${say(p.explain, lang)} `}
          {basisLine(p, lang)}
        </li>
      ))}
    </ul>
  );
};

function basisLine(purpose: Purpose, lang: Language): string {
  const own = purpose.article ? `${say(basisWords[basisOf(purpose)], lang)}; ${purpose.article}` : say(basisWords[basisOf(purpose)], lang);
  const later = purpose.asked_by_mail
    ? lang === "vi"
      ? " Chúng tôi hỏi riêng qua email; không trả lời nghĩa là không."
      : " We ask by a separate e-mail; no answer means no."
    : "";
  return `${lang === "vi" ? "Căn cứ" : "Basis"}: ${own}.${later}`;
}

/** For which purposes people are contacted, how, and how often at most (law 91/2025 art. 28; decree 91/2020 art. 13). */
export const messages: DrawPart = ({ policy, lang }) => {
  const sent = Object.values(policy.purposes).filter((p) => p.channels.length > 0);
  if (sent.length === 0) return null;
  return (
    <>
      <ul>
        {sent.map((p) => (
          <li>
            <b>{say(p.text, lang)}</b>: {say(listed(p.channels.map((c) => contactWords[c])), lang)}
            {oftenness(p, lang)}.
          </li>
        ))}
      </ul>
      {sent.some((p) => p.marketing) && (
        <p>
          {lang === "vi"
            ? "Tin giới thiệu sản phẩm, dịch vụ chỉ gửi khi bạn đã đồng ý, và dừng ngay khi bạn từ chối."
            : "Messages that introduce products or services go only to those who agreed, and stop at once when refused."}
        </p>
      )}
    </>
  );
};

function oftenness(p: Purpose, lang: Language): string {
  if (p.frequency) return `, ${say(p.frequency, lang)}`;
  if (!p.cap) return "";
  const per = sayPeriod(p.cap.per, lang);
  return lang === "vi" ? `, nhiều nhất ${p.cap.at_most} lần trong ${per}` : `, at most ${p.cap.at_most} in ${per}`;
}
