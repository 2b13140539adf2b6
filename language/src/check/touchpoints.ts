import { error, type Fault, gap } from "../finding.js";
import { article } from "../law/index.js";
import type { Policy } from "../schema/policy.js";
import type { Touchpoint } from "../schema/touchpoints.js";
import { basisOf, declared, type Rule } from "./rule.js";

/** Each touchpoint asks for something, for a reason, of somebody it can reach. */
export const touchpoints: readonly Rule[] = [each(asks), each(confirms), each(account), each(phone), each(child)];

function each(look: (t: Touchpoint, path: string, id: string, policy: Policy) => Fault[]): Rule {
  return (policy) => Object.entries(policy.touchpoints).flatMap(([id, t]) => look(t, `touchpoints.${id}`, id, policy));
}

function asks(t: Touchpoint, path: string, id: string, policy: Policy): Fault[] {
  const entries = Object.entries(t.fields);
  const cookies = Object.values(policy.cookies?.categories ?? {}).some((c) => c.purpose === t.for);
  const faults = entries
    .filter(([, ask]) => ask.purposes.length === 0)
    .map(([field]) =>
      error(
        "field.no_purpose",
        `${path}.fields.${field}`,
        { vi: `Mục “${field}” được hỏi mà không để làm gì.`, en: `The field “${field}” is asked for no purpose.` },
        { vi: "Ghi `purposes`, hoặc không hỏi nữa.", en: "Give it `purposes`, or stop asking." },
        article("L91", "9.2"),
      ),
    );
  const served = entries.some(([, ask]) => ask.purposes.includes(t.for)) || (t.channels.includes("script") && cookies);
  if (!served) {
    faults.push(
      error(
        "touchpoint.for_unserved",
        `${path}.for`,
        {
          vi: `Không mục nào ở “${id}” phục vụ việc người ta đến để làm (${t.for}).`,
          en: `No field of “${id}” serves what people come for (${t.for}).`,
        },
        { vi: `Ghi ${t.for} vào \`purposes\` của mục cần cho nó.`, en: `Put ${t.for} among the \`purposes\` of the fields it needs.` },
      ),
    );
  }
  return faults;
}

function confirms(t: Touchpoint, path: string, id: string, policy: Policy): Fault[] {
  if (t.confirms === undefined) return [];
  const ask = declared(t.fields, t.confirms);
  const type = declared(policy.fields, t.confirms)?.type;
  const say = (code: string, vi: string, en: string): Fault[] => [
    error(
      code,
      `${path}.confirms`,
      { vi, en },
      {
        vi: "Chọn một mục email hoặc điện thoại bắt buộc ở chính điểm này.",
        en: "Choose a required email or phone field of this touchpoint.",
      },
    ),
  ];
  if (!ask)
    return say(
      "touchpoint.confirms_not_asked",
      `“${id}” xác nhận “${t.confirms}” mà không hỏi mục ấy.`,
      `“${id}” confirms “${t.confirms}” and does not ask for it.`,
    );
  if (type !== undefined && type !== "email" && type !== "phone") {
    return say("touchpoint.confirms_unreachable", `Không gửi mã đến “${t.confirms}” được.`, `No code can be sent to “${t.confirms}”.`);
  }
  if (!ask.required)
    return say(
      "touchpoint.confirms_optional",
      `“${t.confirms}” phải xác nhận mà lại không bắt buộc.`,
      `“${t.confirms}” is to be confirmed and is not required.`,
    );
  return type === "phone" ? unreached(t, path, id, policy) : [];
}

/** Codes go by e-mail: where a form confirms a phone and asks for no e-mail, nobody can ever prove what they sent. */
function unreached(t: Touchpoint, path: string, id: string, policy: Policy): Fault[] {
  const reached = Object.keys(t.fields).some((field) => declared(policy.fields, field)?.type === "email");
  if (reached || !t.channels.includes("form")) return [];
  return [
    gap(
      "touchpoint.confirms_by_phone_alone",
      `${path}.confirms`,
      {
        vi: `“${id}” xác nhận điện thoại mà không hỏi email: mã xác nhận chưa gửi được bằng tin nhắn, nên không ai xác nhận được.`,
        en: `“${id}” confirms a phone and asks for no e-mail: codes are not sent by text message, so nobody can confirm it.`,
      },
      {
        vi: "Hỏi thêm một mục email, hoặc xác nhận email.",
        en: "Ask for an e-mail too, or confirm the e-mail instead.",
      },
    ),
  ];
}

function account(t: Touchpoint, path: string, id: string, policy: Policy): Fault[] {
  const secrets = Object.entries(t.fields).filter(([field]) => declared(policy.fields, field)?.type === "secret");
  const faults: Fault[] = [];
  if (t.account === "password" && !(secrets.length === 1 && secrets[0]?.[1].required)) {
    faults.push(
      error(
        "touchpoint.password_not_asked",
        `${path}.account`,
        {
          vi: `“${id}” mở tài khoản bằng mật khẩu nhưng không hỏi đúng một mật khẩu bắt buộc.`,
          en: `“${id}” opens an account with a password and does not ask for exactly one, required.`,
        },
        { vi: "Hỏi một mục kiểu `secret`, `required: true`.", en: "Ask for one field of type `secret`, `required: true`." },
      ),
    );
  }
  if (t.account !== "password" && secrets.length > 0) {
    faults.push(
      error(
        "touchpoint.secret_without_account",
        `${path}.fields.${secrets[0]?.[0] ?? ""}`,
        {
          vi: `“${id}” hỏi mật khẩu mà không mở tài khoản bằng mật khẩu.`,
          en: `“${id}” asks for a password and opens no account with it.`,
        },
        { vi: "Ghi `account: password`, hoặc bỏ mục này.", en: "Write `account: password`, or remove the field." },
      ),
    );
  }
  if (t.account === "code" && !t.confirms) {
    faults.push(
      error(
        "touchpoint.code_nowhere",
        `${path}.account`,
        {
          vi: `“${id}” đăng nhập bằng mã nhưng không nói gửi mã đến đâu.`,
          en: `“${id}” signs in by a code and does not say where it is sent.`,
        },
        { vi: "Thêm `confirms:` một mục email hoặc điện thoại.", en: "Add `confirms:` an email or phone field." },
      ),
    );
  }
  return faults;
}

function phone(t: Touchpoint, path: string, id: string, policy: Policy): Fault[] {
  if (!t.channels.includes("phone") || t.consent_by.length > 0) return [];
  const asksConsent = [t.for, ...t.consents].some((p) => {
    const purpose = declared(policy.purposes, p);
    return purpose && basisOf(purpose) === "consent";
  });
  if (!asksConsent) return [];
  return [
    gap(
      "consent.how_by_phone",
      path,
      {
        vi: `“${id}” nhận qua điện thoại mà chưa nói người gọi đồng ý bằng cách nào.`,
        en: `“${id}” takes calls and does not say how a caller gives consent.`,
      },
      { vi: "Thêm `consent_by`: recorded_call, sms, paper hoặc email.", en: "Add `consent_by`: recorded_call, sms, paper or email." },
      article("D356", "6.1"),
    ),
  ];
}

function child(t: Touchpoint, path: string, id: string): Fault[] {
  const law = article("L91", "24");
  if (t.about !== "child") {
    if (!t.representative) return [];
    return [
      error(
        "touchpoint.representative_of_whom",
        `${path}.representative`,
        { vi: `“${id}” có người đại diện nhưng không phải về trẻ em.`, en: `“${id}” has a representative and is not about a child.` },
        { vi: "Ghi `about: child`, hoặc bỏ `representative`.", en: "Write `about: child`, or remove `representative`." },
        law,
      ),
    ];
  }
  if (!t.representative) {
    return [
      gap(
        "touchpoint.child_alone",
        path,
        { vi: `“${id}” hỏi về trẻ em mà không hỏi người đại diện.`, en: `“${id}” asks about a child and for no representative.` },
        {
          vi: "Thêm `representative:` với mục tên và mục liên hệ của người đại diện.",
          en: "Add `representative:` with the fields of the representative's name and contact.",
        },
        law,
      ),
    ];
  }
  return [t.representative.name, t.representative.contact]
    .filter((field) => !declared(t.fields, field)?.required)
    .map((field) =>
      error(
        "touchpoint.representative_not_asked",
        `${path}.representative`,
        {
          vi: `Người đại diện cần “${field}” mà “${id}” không hỏi bắt buộc.`,
          en: `The representative needs “${field}”, which “${id}” does not require.`,
        },
        { vi: "Hỏi mục này và đặt `required: true`.", en: "Ask for it with `required: true`." },
        law,
      ),
    );
}
