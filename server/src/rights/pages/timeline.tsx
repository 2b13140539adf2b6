import type { PersonCall } from "../../platform/http/index.js";
import { Button, Empty, say, Timeline } from "../../platform/page/index.js";
import type { PublishedPolicy } from "../../policy/index.js";
import { type Kind, kinds } from "../timeline/events.js";
import type { Page } from "../timeline/timeline.js";
import { kindWords, words as w } from "../words.js";
import { entriesOf } from "./entries.js";
import { at } from "./frame.js";

/** All that happened to the person's data, a page at a time. */
export function TimelinePage({
  call,
  policy,
  page,
  kind,
}: {
  call: PersonCall;
  policy: PublishedPolicy;
  page: Page;
  kind: Kind | undefined;
}) {
  const { lang } = call;
  const address = (k: Kind | undefined, before?: string) => {
    const asked = new URLSearchParams({ ...(k ? { kind: k } : {}), ...(before ? { before } : {}) }).toString();
    return at(call, asked ? `/timeline?${asked}` : "/timeline");
  };
  return (
    <>
      <div class="flow begin">
        <h1>{say(w.log, lang)}</h1>
        <p class="soft measure">{say(w.logMore, lang)}</p>
      </div>
      <nav class="row filter small" aria-label={say(w.filter, lang)}>
        <a href={address(undefined)} aria-current={kind === undefined ? "true" : undefined}>
          {say(w.all, lang)}
        </a>
        {kinds.map((k) => (
          <a href={address(k)} aria-current={k === kind ? "true" : undefined}>
            {say(kindWords[k], lang)}
          </a>
        ))}
      </nav>
      <section class="log flow">
        {page.events.length === 0 ? (
          <Empty title={say(w.logEmpty, lang)}>
            <p>{say(w.logEmptyMore, lang)}</p>
          </Empty>
        ) : (
          <Timeline lang={lang} now={call.now} entries={entriesOf(policy.policy, page.events, lang)} />
        )}
        <p class="row">
          {page.next && (
            <Button kind="quiet" href={address(kind, page.next)}>
              {say(w.older, lang)}
            </Button>
          )}
          <a href={at(call)}>{say(w.back, lang)}</a>
        </p>
      </section>
    </>
  );
}
