import { type Both, type Language, type Policy, say } from "@kept/language";
import { Seal, type Standing, showCount, standings, standingWords } from "../../platform/page/index.js";
import { tally } from "../board.js";

/** How the promises stand, as seals and in words. */
export function BoardTally({ policy, standing, lang }: { policy: Policy; standing: ReadonlyMap<string, Standing>; lang: Language }) {
  const each = policy.promises.map((p) => standing.get(p.id) ?? "not_built");
  const counts = tally(each);
  const kept = counts.get("kept") ?? 0;
  const others = standings.filter((s) => s !== "kept" && counts.has(s));
  const n = (count: number) => showCount(count, lang);
  return (
    <section class="board flow" aria-labelledby="board">
      <h2 id="board">{say(title, lang)}</h2>
      <p>
        {lang === "vi"
          ? `${n(each.length)} cam kết, kiểm lại mỗi giờ bằng những gì đã thật sự xảy ra.`
          : `${n(each.length)} promises, checked every hour against what really happened.`}
      </p>
      <p class="seals" aria-hidden="true">
        {each.map((s) => (
          <Seal standing={s} />
        ))}
      </p>
      <p>
        <b>
          {n(kept)} {lower(say(standingWords.kept, lang))}.
        </b>{" "}
        {others.map((s) => `${n(counts.get(s) ?? 0)} ${lower(say(standingWords[s], lang))}`).join(", ")}
        {others.length > 0 && "."}
      </p>
      <p class="go">
        <a href={`/${policy.organisation.id}/promises`}>{say(all, lang)}</a>
      </p>
    </section>
  );
}

const title: Both = { vi: "Chúng tôi có giữ lời không?", en: "Do we keep our word?" };
const all: Both = { vi: "Xem từng cam kết", en: "See each promise" };

function lower(said: string): string {
  return said.slice(0, 1).toLowerCase() + said.slice(1);
}
