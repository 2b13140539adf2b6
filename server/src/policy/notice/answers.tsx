import { lawTerm, mayEndLater, type Period, type Policy, say, sayPeriod } from "@kept/language";
import { ContactLines } from "../contact-lines.js";
import { type DrawPart, Fact, textOf } from "./part.js";
import { listed, rightChannelWords, within } from "./words.js";

/** Where to complain, who handles it, in which steps and by when. */
export const complaints: DrawPart = ({ policy, lang, day }) => {
  const { complaints: own, organisation } = policy;
  const vi = lang === "vi";
  const law = lawTerm("complaint_acknowledged", day);
  const acknowledged = earlier(own?.acknowledged_within, law?.period);
  return (
    <>
      {own && (
        <>
          <Fact label={{ vi: "Gửi qua", en: "Send it by" }} lang={lang}>
            {say(listed(own.channels.map((c) => rightChannelWords[c])), lang)}.
          </Fact>
          <Fact label={{ vi: "Người giải quyết", en: "Handled by" }} lang={lang}>
            {textOf(policy.roles, own.role, lang)}.
          </Fact>
        </>
      )}
      {own?.address && <p>{say(own.address, lang)}</p>}
      <ContactLines contact={organisation.contact} lang={lang} />
      {own && own.steps.length > 0 && (
        <ol>
          {own.steps.map((s) => (
            <li>{say(s.text, lang)}</li>
          ))}
        </ol>
      )}
      <p>
        {acknowledged &&
          (vi ? `Xác nhận đã nhận ${say(within(acknowledged), lang)}. ` : `Acknowledged ${say(within(acknowledged), lang)}. `)}
        {own?.within && settled(own.within, vi)}
      </p>
      <p>
        {vi
          ? "Bạn cũng có quyền khiếu nại, tố cáo đến cơ quan chuyên trách bảo vệ dữ liệu cá nhân của Bộ Công an, hoặc khởi kiện (Luật 91/2025/QH15, điều 4.1.đ)."
          : "You may also complain to the personal data protection authority of the Ministry of Public Security, or go to court (Law 91/2025/QH15, art. 4.1.đ)."}
      </p>
    </>
  );
};

function settled(own: NonNullable<NonNullable<Policy["complaints"]>["within"]>, vi: boolean): string {
  const lang = vi ? "vi" : "en";
  if (typeof own === "string") return vi ? `Giải quyết trong ${sayPeriod(own, lang)}.` : `Settled within ${sayPeriod(own, lang)}.`;
  return vi
    ? `Giải quyết trong ${sayPeriod(own.simple, lang)}; việc phức tạp trong ${sayPeriod(own.complex, lang)}.`
    : `Settled within ${sayPeriod(own.simple, lang)}; complex matters within ${sayPeriod(own.complex, lang)}.`;
}

/** Who is told when data is lost or exposed, and within what (law 91/2025 art. 23). */
export const breach: DrawPart = ({ policy, lang, day }) => {
  const vi = lang === "vi";
  const own = policy.breach;
  const law = lawTerm("breach_authority", day);
  const authority = earlier(own?.authority_within, law?.period);
  const persons = own?.persons_within;
  return (
    <>
      <p>
        {authority && law
          ? vi
            ? `Cơ quan chuyên trách được báo ${say(within(authority), lang)} kể từ khi phát hiện, nếu sự cố có thể gây hại (${law.article.vi}).`
            : `The authority is told ${say(within(authority), lang)} of discovery, where harm may follow (${law.article.en}).`
          : null}
      </p>
      {own?.tells.includes("persons") && (
        <p>
          {vi ? "Bạn được báo" : "You are told"}
          {persons ? ` ${say(within(persons), lang)}` : ""}
          {vi ? ": chuyện gì xảy ra, thông tin nào, bạn nên làm gì." : ": what happened, which data, what you should do."}
        </p>
      )}
      {own?.report_outcome_within && (
        <p>
          {vi
            ? `Bạn báo việc lạm dụng thì nhận kết quả trong ${sayPeriod(own.report_outcome_within, lang)}.`
            : `Who reports misuse hears the outcome within ${sayPeriod(own.report_outcome_within, lang)}.`}
        </p>
      )}
    </>
  );
};

/** The period that ends earlier, where both are given. */
function earlier(own: Period | undefined, law: Period | undefined): Period | undefined {
  if (!own || !law) return own ?? law;
  return mayEndLater(own, law) ? law : own;
}
