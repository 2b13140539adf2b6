import type { Language, Policy, Right } from "@kept/language";
import { type Both, say } from "@kept/language";
import { Icon, type IconName } from "../../platform/page/index.js";
import { deadline } from "../notice/rights.js";
import { rightWords } from "../notice/words.js";

interface Card {
  readonly right: Right;
  readonly icon: IconName;
  readonly text: Both;
  /** Where it is done: in the account, or by reaching the organisation. */
  readonly by: "account" | "contact";
}

const cards: readonly Card[] = [
  {
    right: "see",
    icon: "view",
    by: "account",
    text: { vi: "Biết chúng tôi giữ gì về bạn, để làm gì, đến bao giờ.", en: "Know what we hold about you, what for and until when." },
  },
  {
    right: "correct",
    icon: "edit",
    by: "account",
    text: { vi: "Đổi số điện thoại, địa chỉ hoặc thông tin ghi nhầm.", en: "Change a number, an address, or what was noted wrongly." },
  },
  {
    right: "copy",
    icon: "copy",
    by: "account",
    text: { vi: "Một tệp đọc được bằng máy và một bản cho bạn đọc.", en: "A file for machines and a copy for you to read." },
  },
  {
    right: "erase",
    icon: "erase",
    by: "account",
    text: { vi: "Xoá một mục hoặc xoá hẳn tất cả.", en: "Erase one thing, or everything for good." },
  },
  {
    right: "withdraw",
    icon: "undo",
    by: "account",
    text: { vi: "Dừng những việc bạn đã cho phép, từng việc một.", en: "Stop what you agreed to, one purpose at a time." },
  },
  {
    right: "object",
    icon: "object",
    by: "account",
    text: { vi: "Không đồng ý với một cách dùng dữ liệu của bạn.", en: "Say no to one way of using your data." },
  },
  {
    right: "restrict",
    icon: "pause",
    by: "contact",
    text: { vi: "Giữ lại nhưng không dùng, trong lúc bạn cần làm rõ.", en: "Keep it but do not use it while something is cleared up." },
  },
  {
    right: "complain",
    icon: "complain",
    by: "contact",
    text: {
      vi: "Thông tin bị lộ hoặc dùng sai? Kể cho chúng tôi để xác minh.",
      en: "Exposed or misused? Tell us, so that we can verify it.",
    },
  },
];

/** A card for each right: what it does, where it is done, the governing deadline. The account asks to sign in by itself. */
export function Rights({ policy, lang, day }: { policy: Policy; lang: Language; day: string }) {
  const home = `/${policy.organisation.id}`;
  return (
    <ul class="rights">
      {cards.map((c) => (
        <li class="right">
          <Icon name={c.icon} />
          <h3>
            <a href={c.by === "account" ? `${home}/account` : "#contact"}>{say(rightWords[c.right], lang)}</a>
          </h3>
          <p>{say(c.text, lang)}</p>
          <small>{c.right === "complain" ? say(reasoned, lang) : doneWithin(policy, c, lang, day)}</small>
        </li>
      ))}
    </ul>
  );
}

const reasoned: Both = { vi: "Trả lời kèm lý do", en: "Answered, with reasons" };

function doneWithin(policy: Policy, { right, by }: Card, lang: Language, day: string): string {
  if (right === "withdraw" && by === "account") return lang === "vi" ? "Có hiệu lực ngay" : "At once";
  const { within } = deadline(policy, right, day);
  return lang === "vi" ? `Xong trong ${within.vi}` : `Done within ${within.en}`;
}
