import type { Both } from "@kept/language";
import type { PersonCall } from "../../platform/http/index.js";
import { Button, Day, dayOf, say } from "../../platform/page/index.js";
import { at } from "./frame.js";

/** All of it at once: kept, and not used, until the person lifts it. */
export function Restricting({ call, since }: { call: PersonCall; since: Date | undefined }) {
  const { lang } = call;
  return (
    <article class="held" aria-labelledby="restrict">
      <header>
        <h3 id="restrict">{say(restrictWords.restrictTitle, lang)}</h3>
        <p class="soft small">{say(restrictWords.restrictMore, lang)}</p>
        {since && (
          <p>
            <b>{say(restrictWords.restrictedSince, lang)}</b> <Day date={dayOf(since)} lang={lang} />
          </p>
        )}
      </header>
      <div class="row">
        <form method="post" action={at(call, since ? "/unrestrict" : "/restrict")}>
          <Button kind="quiet" icon={since ? "undo" : "object"}>
            {say(since ? restrictWords.unrestrict : restrictWords.restrict, lang)}
          </Button>
        </form>
      </div>
    </article>
  );
}

export const restrictWords = {
  restrictTitle: { vi: "Tạm ngừng dùng mọi dữ liệu của bạn", en: "Stop the use of all your data for now" },
  restrictMore: {
    vi: "Hạn chế xử lý: dữ liệu vẫn được giữ, nhưng không ai đọc hay dùng vào việc gì bạn phản đối được, cho đến khi bạn bỏ hạn chế.",
    en: "Restricting: the data is kept, but nobody reads it or uses it for anything you may object to, until you lift it.",
  },
  restrict: { vi: "Hạn chế xử lý", en: "Restrict processing" },
  unrestrict: { vi: "Bỏ hạn chế", en: "Lift the restriction" },
  restrictedSince: { vi: "Đang hạn chế, từ", en: "Restricted since" },
} as const satisfies Record<string, Both>;
