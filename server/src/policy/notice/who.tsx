import { say } from "@kept/language";
import { ContactLines } from "../contact-lines.js";
import type { DrawPart } from "./part.js";

/** The controller, who answers for personal data there, and how to reach them (law 91/2025 art. 9.2, 33; khoingo-10, okr-13). */
export const who: DrawPart = ({ policy, lang }) => {
  const { organisation } = policy;
  const { officer } = organisation;
  const name = say(organisation.legal_name ?? organisation.name, lang);
  const vi = lang === "vi";
  return (
    <>
      <p>
        {vi
          ? `${name} quyết định vì sao và bằng cách nào dữ liệu của bạn được dùng, và chịu trách nhiệm về việc đó.`
          : `${name} decides why and how your data is used, and answers for it.`}
        {organisation.tax_code && (vi ? ` Mã số thuế ${organisation.tax_code}.` : ` Tax code ${organisation.tax_code}.`)}
      </p>
      <ContactLines contact={organisation.contact} lang={lang} />
      {officer && (
        <>
          <p>
            {vi ? "Người phụ trách dữ liệu cá nhân: " : "In charge of personal data: "}
            {[officer.name, say(officer.role, lang)].filter(Boolean).join(", ")}.
          </p>
          {officer.contact && <ContactLines contact={officer.contact} lang={lang} />}
        </>
      )}
    </>
  );
};
