import { error, type Fault, gap } from "../finding.js";
import { article } from "../law/index.js";
import type { Policy } from "../schema/policy.js";
import { readPhone } from "../values/contact.js";
import type { Rule } from "./rule.js";

/** The controller can be known and reached, by every way it names. */
export const contacts: readonly Rule[] = [controller, officer, phones, ways];

function controller(policy: Policy): Fault[] {
  const { address, email } = policy.organisation.contact;
  const law = article("L91", "9.2");
  const faults: Fault[] = [];
  if (!address) {
    faults.push(
      gap(
        "contact.no_address",
        "organisation.contact",
        { vi: "Chưa có địa chỉ của bên kiểm soát dữ liệu.", en: "The controller's address is missing." },
        { vi: "Thêm `organisation.contact.address`.", en: "Add `organisation.contact.address`." },
        law,
      ),
    );
  }
  if (!email) {
    faults.push(
      gap(
        "contact.no_email",
        "organisation.contact",
        { vi: "Chưa có email đọc được của bên kiểm soát dữ liệu.", en: "The controller has no readable email address." },
        { vi: "Thêm `organisation.contact.email`.", en: "Add `organisation.contact.email`." },
        law,
      ),
    );
  }
  return faults;
}

function officer(policy: Policy): Fault[] {
  if (policy.organisation.officer) return [];
  return [
    gap(
      "contact.no_officer",
      "organisation",
      { vi: "Chưa nêu ai phụ trách bảo vệ dữ liệu cá nhân.", en: "Who answers for personal data is not said." },
      {
        vi: "Thêm `organisation.officer`. Doanh nghiệp nhỏ có thể được miễn đến 2031.",
        en: "Add `organisation.officer`. Small enterprises may be exempt until 2031.",
      },
      article("L91", "33.2"),
    ),
  ];
}

function phones(policy: Policy): Fault[] {
  const { contact, officer: who } = policy.organisation;
  const given: readonly (readonly [string, string | undefined])[] = [
    ["organisation.contact.phone", contact.phone],
    ["organisation.officer.contact.phone", who?.contact?.phone],
  ];
  return given.flatMap(([path, phone]) =>
    phone === undefined || readPhone(phone).ok
      ? []
      : [
          error(
            "contact.phone_unreadable",
            path,
            { vi: "Số điện thoại liên hệ này không gọi được.", en: "This contact number cannot be called." },
            { vi: "Ghi lại số, ví dụ 028 3930 0000 hoặc +84….", en: "Write it again, for example 028 3930 0000 or +84…." },
          ),
        ],
  );
}

/** A channel named for rights or complaints needs somewhere to arrive. */
function ways(policy: Policy): Fault[] {
  const { address, email, phone } = policy.organisation.contact;
  const reach: Readonly<Record<string, unknown>> = { email, phone, post: address ?? policy.complaints?.address };
  const named = [
    ...(policy.rights?.channels ?? []).map((c, i) => ({ c, path: `rights.channels.${i}` })),
    ...(policy.rights?.withdrawal ?? []).map((c, i) => ({ c, path: `rights.withdrawal.${i}` })),
    ...(policy.complaints?.channels ?? []).map((c, i) => ({ c, path: `complaints.channels.${i}` })),
  ];
  return named
    .filter(({ c }) => Object.hasOwn(reach, c) && !reach[c])
    .map(({ c, path }) =>
      gap(
        "contact.channel_nowhere",
        path,
        { vi: `Nói nhận qua “${c}” mà không có nơi nhận.`, en: `“${c}” is named as a way in and leads nowhere.` },
        { vi: "Thêm liên hệ ấy vào `organisation.contact`.", en: "Add that contact to `organisation.contact`." },
        article("D356", "5.1"),
      ),
    );
}
