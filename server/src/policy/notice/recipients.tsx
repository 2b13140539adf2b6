import { article, type Language, type Policy, type Recipient, say } from "@kept/language";
import { type DrawPart, textsOf } from "./part.js";
import { needWords, recipientKinds } from "./words.js";

/** Who may receive data, on what need, and what leaves the country (law 91/2025 art. 20). */
export const recipients: DrawPart = ({ policy, lang }) => {
  const all = Object.values(policy.recipients);
  const vi = lang === "vi";
  if (all.length === 0) {
    return <p>{vi ? "Chính sách này không khai bên nhận nào bên ngoài." : "This policy declares no outside recipient."}</p>;
  }
  return (
    <ul>
      {all.map((r) => (
        <li>
          <b>{say(r.text, lang)}</b> ({say(recipientKinds[r.kind], lang)}
          {r.country !== "VN" && `, ${countryName(r.country, lang)}`}): {say(needWords[r.needs], lang)}. {whatFor(policy, r, lang)}
          {r.transfer &&
            ` ${vi ? "Chuyển ra nước ngoài" : "Sent abroad"} (${say(article("L91", "20"), lang)}): ${say(r.transfer.text, lang)}`}
        </li>
      ))}
    </ul>
  );
};

function whatFor(policy: Policy, r: Recipient, lang: Language): string {
  const vi = lang === "vi";
  return [
    r.purposes.length > 0 && `${vi ? "Để" : "For"}: ${textsOf(policy.purposes, r.purposes, lang)}.`,
    r.fields.length > 0 && `${vi ? "Gồm" : "What"}: ${textsOf(policy.fields, r.fields, lang)}.`,
  ]
    .filter((s) => typeof s === "string")
    .join(" ");
}

/** `SG` is “Singapore”. */
function countryName(code: string, lang: Language): string {
  return new Intl.DisplayNames([lang], { type: "region" }).of(code) ?? code;
}
