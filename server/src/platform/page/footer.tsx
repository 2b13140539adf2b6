import type { Language } from "@kept/language";
import type { Controller } from "./layout.js";
import { telephone } from "./links.js";
import { hostedBy, say } from "./words.js";

/** Who answers for the data, and how to reach them: law 91/2025 asks that the controller be named wherever data is asked for. */
export function Footer({
  organisation,
  lang,
  links,
}: {
  organisation: Controller;
  lang: Language;
  links: readonly { href: string; text: string }[];
}) {
  const { officer } = organisation;
  const contact = { ...organisation.contact, ...officer?.contact };
  return (
    <footer class="foot">
      <div class="wrap footgrid small">
        <address>
          <b>{say(organisation.legal_name ?? organisation.name, lang)}</b>
          {officer && <span class="then">{[officer.name, say(officer.role, lang)].filter(Boolean).join(", ")}</span>}
          {contact.address && <span class="then">{say(contact.address, lang)}</span>}
          {contact.phone && (
            <span class="then">
              <a href={telephone(contact.phone)}>{contact.phone}</a>
            </span>
          )}
          {contact.email && (
            <span class="then">
              <a href={`mailto:${contact.email}`}>{contact.email}</a>
            </span>
          )}
        </address>
        {links.length > 0 && (
          <ul class="links">
            {links.map((l) => (
              <li>
                <a href={l.href}>{l.text}</a>
              </li>
            ))}
          </ul>
        )}
        <p class="soft">{say(hostedBy(say(organisation.name, lang)), lang)}</p>
      </div>
    </footer>
  );
}
