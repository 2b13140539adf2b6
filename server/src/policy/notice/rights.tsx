import {
  article,
  mayEndLater,
  type Policy,
  periodBoth,
  type Right,
  type RightTerm,
  right,
  rightTerm,
  say,
  sayPeriod,
} from "@kept/language";
import { Table } from "../../platform/page/index.js";
import { ContactLines } from "../contact-lines.js";
import { type DrawPart, Fact } from "./part.js";
import { listed, rightChannelWords, rightWords } from "./words.js";

/** Each right with the deadline that governs: the organisation's own or the law's, whichever ends earlier (decree 356/2025 art. 5). */
export const rights: DrawPart = ({ policy, lang, day }) => {
  const vi = lang === "vi";
  const own = policy.rights;
  const first = rightTerm("see", day)?.respond;
  return (
    <>
      <Table
        caption={vi ? "Quyền và thời hạn" : "Rights and deadlines"}
        quiet
        head={vi ? ["Quyền", "Xong chậm nhất trong", "Căn cứ"] : ["Right", "Done at the latest within", "Basis"]}
        rows={right.options
          .filter((r) => r !== "complain")
          .map((r) => {
            const governing = deadline(policy, r, day);
            return [say(rightWords[r], lang), say(governing.within, lang), say(governing.basis, lang)];
          })}
      />
      {own && own.channels.length > 0 && (
        <Fact label={{ vi: "Yêu cầu qua", en: "Ask by" }} lang={lang}>
          {say(listed(own.channels.map((c) => rightChannelWords[c])), lang)}.
        </Fact>
      )}
      {own?.proof && (
        <Fact label={{ vi: "Chứng minh bạn là ai", en: "How you prove who you are" }} lang={lang}>
          {say(own.proof, lang)}
        </Fact>
      )}
      {own && own.withdrawal.length > 0 && (
        <Fact label={{ vi: "Rút lại đồng ý qua", en: "Withdraw consent by" }} lang={lang}>
          {say(listed(own.withdrawal.map((c) => rightChannelWords[c])), lang)}.
        </Fact>
      )}
      <ContactLines contact={policy.organisation.officer?.contact ?? policy.organisation.contact} lang={lang} />
      <p>
        {first &&
          (vi
            ? `Chúng tôi trả lời lần đầu trong ${sayPeriod(first, lang)} và nói rõ các bước. `
            : `We answer first within ${sayPeriod(first, lang)} and explain the steps. `)}
        {vi ? "Chỉ được gia hạn một lần, kèm lý do." : "There is one extension at most, with its reason."}
      </p>
    </>
  );
};

export interface Deadline {
  readonly within: { readonly vi: string; readonly en: string };
  readonly basis: { readonly vi: string; readonly en: string };
}

/** The governing deadline of a right, with what sets it. */
export function deadline(policy: Policy, right: Right, day: string): Deadline {
  const law: RightTerm | null = rightTerm(right, day);
  const own = policy.rights?.within[right];
  if (own && (!law || !mayEndLater(own, law.perform))) {
    return { within: periodBoth(own), basis: { vi: "Chính sách này", en: "This policy" } };
  }
  if (law) return { within: periodBoth(law.perform), basis: law.article };
  return { within: { vi: "ngay ở thông báo này", en: "at once, by this notice" }, basis: article("L91", "4.1") };
}
