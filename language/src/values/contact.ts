import { type PhoneNumber, parsePhoneNumberWithError } from "libphonenumber-js/min";
import { bad, good, type Read } from "./result.js";
import { plain, readText } from "./text.js";

const local = /^[\p{L}\p{N}!#$%&'*+/=?^_`{|}~-]+(\.[\p{L}\p{N}!#$%&'*+/=?^_`{|}~-]+)*$/u;
const domain = /^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+([a-z]{2,63}|xn--[a-z0-9-]{1,59})$/;

/**
 * An e-mail address: local part as written in NFC (a server may tell cases apart), domain in lower case.
 * Look-ups fold the local part's case with `emailKey`.
 */
export function readEmail(raw: unknown): Read<string> {
  const text = plain(raw);
  if (typeof text !== "string") return text;
  const line = readText({ type: "line", max: 1000 }, text.replace(/^mailto:/i, ""));
  if (!line.ok) return line;
  const at = line.value.lastIndexOf("@");
  if (at < 0) return bad("value.email", "Email này thiếu dấu @. Bạn xem lại nhé.", "This email has no @. Please look again.");
  const name = line.value.slice(0, at);
  const host = line.value
    .slice(at + 1)
    .toLowerCase()
    .replace(/\.$/, "");
  if (!host.includes(".")) {
    return bad(
      "value.email",
      "Phần sau dấu @ chưa đủ, ví dụ: ten@vidu.vn.",
      "The part after the @ is not complete; for example: name@example.com.",
    );
  }
  if (!local.test(name) || !domain.test(host) || name.length > 64 || line.value.length > 254) {
    return bad(
      "value.email",
      "Địa chỉ email này chưa đúng dạng. Bạn xem lại dấu cách và dấu chấm nhé.",
      "This email address is not in the right form. Please look for spaces and points.",
    );
  }
  return good(`${name}@${host}`);
}

/** What two writings of one mailbox share: all lower case. For look-up only, never for sending. */
export function emailKey(email: string): string {
  return email.normalize("NFC").toLowerCase();
}

/** A telephone number in E.164. Without a country prefix it is Vietnamese. */
export function readPhone(raw: unknown): Read<string> {
  const line = readText({ type: "line", max: 100 }, typeof raw === "number" ? String(raw) : raw);
  if (!line.ok) return line;
  const digits = line.value.replace(/\D/g, "").length;
  if (/\p{L}/u.test(line.value) || digits === 0) {
    return bad("value.phone", "Số điện thoại chỉ gồm chữ số. Bạn điền lại nhé.", "A phone number is digits only. Please fill it in again.");
  }
  const number = parsed(line.value);
  if (number?.isValid()) return good(number.number);
  const foreign = line.value.trim().startsWith("+") && !/^\+\s*84/.test(line.value);
  if (!foreign && digits < 10) {
    return bad(
      "value.phone_short",
      `Số này có ${digits} chữ số; số di động có 10. Bạn xem lại nhé.`,
      `This number has ${digits} digits; a Vietnamese mobile number has 10. Please look again.`,
    );
  }
  if (!foreign && digits > 12) {
    return bad(
      "value.phone_long",
      `Số này có ${digits} chữ số; số di động có 10. Bạn xem lại nhé.`,
      `This number has ${digits} digits; a Vietnamese mobile number has 10. Please look again.`,
    );
  }
  return bad(
    "value.phone",
    "Không có đầu số nào như vậy. Bạn xem lại nhé; số ở nước ngoài thì ghi cả mã nước, ví dụ +65.",
    "No number begins like this. Please look again; for a number abroad write its country code, for example +65.",
  );
}

function parsed(text: string): PhoneNumber | null {
  try {
    return parsePhoneNumberWithError(text.replace(/^00/, "+"), { defaultCountry: "VN", extract: false });
  } catch {
    return null;
  }
}
