import { type Language, type Policy, say } from "@kept/language";
import type { YearOfDemands } from "../disclosure/index.js";
import { showCount } from "../platform/page/index.js";

interface Props {
  readonly policy: Policy;
  readonly demands: readonly YearOfDemands[];
  readonly thisYear: number;
  readonly lang: Language;
}

/** How often state bodies asked for data, by year: a count and no more, since some may not be told of yet. Shown where the policy lets one ask. */
export function Demands({ policy, demands, thisYear, lang }: Props) {
  const asked = Object.values(policy.recipients).some((r) => r.kind === "state_body" && r.needs === "authority");
  if (!asked && demands.length === 0) return null;
  const years = demands.some((d) => d.year === thisYear) ? demands : [{ year: thisYear, demands: 0 }, ...demands];
  return (
    <section aria-labelledby="demands">
      <h2 id="demands">{say({ vi: "Cơ quan nhà nước đã yêu cầu bao nhiêu lần", en: "How often state bodies asked" }, lang)}</h2>
      <div class="flow">
        <p class="measure soft">
          {say(
            {
              vi: "Mỗi yêu cầu phải có văn bản và được quyết định từng phần. Người có dữ liệu đã giao thấy điều đó trong hồ sơ của mình, sau ngày mà văn bản buộc giữ kín.",
              en: "Each comes with a document and is decided part by part. Whoever's data was handed over sees it in their record, after the day until which the document demands secrecy.",
            },
            lang,
          )}
        </p>
        <ul class="plain">
          {years.map((y) => (
            <li>
              {lang === "vi" ? `Năm ${y.year}: ` : `${y.year}: `}
              <b class="num">{showCount(y.demands, lang)}</b> {say({ vi: "yêu cầu", en: y.demands === 1 ? "demand" : "demands" }, lang)}
            </li>
          ))}
        </ul>
      </div>
    </section>
  );
}
