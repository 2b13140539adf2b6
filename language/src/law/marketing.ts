import type { z } from "zod";
import type { messageChannel } from "../schema/parts.js";
import type { Both } from "../schema/words.js";
import { article } from "./articles.js";

type MessageChannel = z.infer<typeof messageChannel>;

/** What decree 91/2020 asks of advertising by a channel, unless the person agreed otherwise. */
export type MarketingRule = Readonly<{
  from: string;
  /** At most so many to one address in 24 hours (art. 13). */
  per_24_hours: number;
  /** Hours of the day, Asia/Ho_Chi_Minh; null: any. */
  window: readonly [string, string] | null;
  /** Label at the start of the text or subject (art. 15, 18). */
  label: readonly string[] | null;
  /** Whether the DoNotCall list applies (art. 7: telephone numbers only). */
  do_not_call: boolean;
  /** Refusal takes effect at once (art. 13.4): there is no grace. */
  stops: "at once";
  article: Both;
}>;

export const marketingRules: Readonly<Partial<Record<MessageChannel, MarketingRule>>> = {
  email: {
    from: "2020-10-01",
    per_24_hours: 3,
    window: null,
    label: ["[QC]", "[AD]"],
    do_not_call: false,
    stops: "at once",
    article: article("D91", "13, 18"),
  },
  sms: {
    from: "2020-10-01",
    per_24_hours: 3,
    window: ["07:00", "22:00"],
    label: ["[QC]", "[AD]"],
    do_not_call: true,
    stops: "at once",
    article: article("D91", "13, 15"),
  },
  phone: {
    from: "2020-10-01",
    per_24_hours: 1,
    window: ["08:00", "17:00"],
    label: null,
    do_not_call: true,
    stops: "at once",
    article: article("D91", "13, 21"),
  },
};
