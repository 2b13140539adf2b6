import { type Both, type Language, say } from "@kept/language";
import { dayOf, showDate } from "../../platform/page/index.js";
import type { VersionHead } from "../store.js";
import type { NoticeCall } from "./page.js";

/** Every version, so that each can be read. */
export function Changes({ published, versions, lang }: NoticeCall) {
  return (
    <section class="changes flow" id="differences" aria-labelledby="differences-h">
      <h2 id="differences-h">{say(words.versions, lang)}</h2>
      <p class="row vers small">
        {versions.map((v) => (
          <a
            href={addressOf(published.policy.organisation.id, v, versions)}
            aria-current={v.version === published.version ? "true" : undefined}
          >
            {v.version} ({v.version === versions[0]?.version ? say(words.current, lang) : dateOf(v, lang)})
          </a>
        ))}
      </p>
    </section>
  );
}

function addressOf(slug: string, v: VersionHead, versions: readonly VersionHead[]): string {
  return v.version === versions[0]?.version ? `/${slug}/notice` : `/${slug}/notice/${v.version}`;
}

function dateOf(v: VersionHead, lang: Language): string {
  return showDate(dayOf(v.published_at), lang);
}

const words = {
  versions: { vi: "Các phiên bản", en: "Versions" },
  current: { vi: "hiện hành", en: "in force" },
} as const satisfies Record<string, Both>;
