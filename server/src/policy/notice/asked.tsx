import { type Policy, say, sensitiveKinds } from "@kept/language";
import { Table } from "../../platform/page/index.js";
import { formAddress, hasForm } from "../rules.js";
import { type DrawPart, Fact, type PartCall, textsOf } from "./part.js";
import { channelWords, listed } from "./words.js";

type Touchpoint = Policy["touchpoints"][string];

/** Where data is asked for: which fields, whether they must be given, what for, what is sensitive (decree 356/2025 art. 6.4). */
export const asked: DrawPart = (call) => {
  const touchpoints = Object.entries(call.policy.touchpoints);
  if (touchpoints.length === 0) return null;
  return touchpoints.map(([name, touchpoint]) => <AskedAt call={call} name={name} touchpoint={touchpoint} />);
};

function AskedAt({ call, name, touchpoint }: { call: PartCall; name: string; touchpoint: Touchpoint }) {
  const { policy, lang, current } = call;
  const title = say(touchpoint.text, lang);
  const vi = lang === "vi";
  return (
    <>
      <h3>{current && hasForm(touchpoint) ? <a href={formAddress(policy.organisation.id, name)}>{title}</a> : title}</h3>
      <Fact label={{ vi: "Đến qua", en: "Comes by" }} lang={lang}>
        {say(listed(touchpoint.channels.map((c) => channelWords[c])), lang)}.
      </Fact>
      {touchpoint.about === "child" && (
        <p>
          {vi
            ? "Dữ liệu của trẻ em: người đại diện điền và đồng ý thay (Luật 91/2025/QH15, điều 24)."
            : "Data of children: a representative fills it in and agrees (Law 91/2025/QH15, art. 24)."}
        </p>
      )}
      {Object.keys(touchpoint.fields).length > 0 && (
        <Table
          caption={title}
          quiet
          head={vi ? ["Thông tin", "Bắt buộc", "Để làm gì"] : ["Information", "Required", "What for"]}
          rows={Object.entries(touchpoint.fields).map(([field, ask]) => [
            <FieldCell call={call} field={field} />,
            ask.required ? (vi ? "Có" : "Yes") : vi ? "Không" : "No",
            textsOf(policy.purposes, ask.purposes, lang),
          ])}
        />
      )}
      {touchpoint.accuracy && (
        <p>{vi ? "Bạn xác nhận rằng những gì đã điền là đủ và đúng." : "You confirm that what you wrote is complete and true."}</p>
      )}
      {touchpoint.duties.length > 0 && (
        <Fact label={{ vi: "Bạn được đọc và xác nhận", en: "You read and acknowledge" }} lang={lang}>
          {textsOf(policy.duties, touchpoint.duties, lang)}
        </Fact>
      )}
    </>
  );
}

function FieldCell({ call: { policy, lang }, field }: { call: PartCall; field: string }) {
  const declared = Object.hasOwn(policy.fields, field) ? policy.fields[field] : undefined;
  if (!declared) return <>{field}</>;
  const kind = declared.sensitive && sensitiveKinds[declared.sensitive];
  return (
    <>
      {say(declared.text, lang)}
      {declared.category === "sensitive" && (
        <>
          {" "}
          <span class="badge amber">{lang === "vi" ? "Dữ liệu nhạy cảm" : "Sensitive data"}</span>
          <br />
          <small>
            {[kind && say(kind, lang), declared.sensitive_notice && say(declared.sensitive_notice, lang)].filter(Boolean).join(". ")}
          </small>
        </>
      )}
    </>
  );
}
