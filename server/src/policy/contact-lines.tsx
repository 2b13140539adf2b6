import type { Language, Policy } from "@kept/language";
import { say } from "@kept/language";
import { contactWords } from "./notice/words.js";

type Contact = Policy["organisation"]["contact"];

/** The ways to reach someone, one per line; e-mail and telephone can be pressed. */
export function ContactLines({ contact, lang }: { contact: Contact; lang: Language }) {
  const { address, email, phone, website } = contact;
  if (!address && !email && !phone && !website) return null;
  return (
    <ul class="plain">
      {address && <li>{say(address, lang)}</li>}
      {phone && (
        <li class="go">
          {upper(say(contactWords.phone, lang))}: <a href={`tel:${phone.replace(/[^\d+]/g, "")}`}>{phone}</a>
        </li>
      )}
      {email && (
        <li class="go">
          {upper(say(contactWords.email, lang))}: <a href={`mailto:${email}`}>{email}</a>
        </li>
      )}
      {website && (
        <li class="go">
          <a href={website} rel="noopener">
            {website.replace(/^https?:\/\//, "")}
          </a>
        </li>
      )}
    </ul>
  );
}

function upper(word: string): string {
  return word.slice(0, 1).toUpperCase() + word.slice(1);
}
