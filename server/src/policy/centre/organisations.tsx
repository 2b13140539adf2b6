import { type Language, type Policy, say } from "@kept/language";
import { Empty, Plain } from "../../platform/page/index.js";

type Listed = Policy["organisation"];

/** The root of the server: which organisations keep their policies here. */
export function OrganisationList({ organisations, lang, path }: { organisations: readonly Listed[]; lang: Language; path: string }) {
  const title = lang === "vi" ? "Các trung tâm quyền riêng tư" : "Privacy centres";
  return (
    <Plain lang={lang} path={path} title={title}>
      <div class="flow measure">
        <h1>{title}</h1>
        {organisations.length === 0 ? (
          <Empty title={lang === "vi" ? "Chưa có tổ chức nào" : "No organisation yet"}>
            <p>
              {lang === "vi"
                ? "Khi một chính sách được công bố, trung tâm của tổ chức ấy hiện ở đây."
                : "When a policy is published, its organisation's centre appears here."}
            </p>
          </Empty>
        ) : (
          <ul class="plain">
            {organisations.map((o) => (
              <li class="go">
                <a href={`/${o.id}`}>{say(o.name, lang)}</a>
              </li>
            ))}
          </ul>
        )}
      </div>
    </Plain>
  );
}
