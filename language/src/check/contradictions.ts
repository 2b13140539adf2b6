import { error, type Fault, gap } from "../finding.js";
import { article } from "../law/index.js";
import type { PolicyPromise } from "../schema/parts.js";
import type { Policy } from "../schema/policy.js";
import { basisOf, type Rule } from "./rule.js";

/**
 * Clauses that cannot both hold. A sentence (`claims`) that says more than the file does is a gap: people were told something
 * untrue, and the file still runs. Parameters that contradict the file are errors: the control would refuse what the forms do.
 */
export const contradictions: readonly Rule[] = [each(purposes), each(bases), each(roles), each(channels), each(recipients), limits];

function each(look: (p: PolicyPromise, path: string, policy: Policy) => Fault[]): Rule {
  return (policy) => policy.promises.flatMap((p, i) => look(p, `promises.${i}.claims`, policy));
}

function purposes(p: PolicyPromise, path: string, policy: Policy): Fault[] {
  const only = p.claims?.only_purposes;
  if (!only) return [];
  const others = Object.keys(policy.purposes).filter((id) => !only.includes(id));
  if (others.length === 0) return [];
  return [
    gap(
      "contradiction.purposes",
      `${path}.only_purposes`,
      {
        vi: `${p.id} nói chỉ dùng cho ${only.join(", ")}; chính sách còn khai ${others.join(", ")}.`,
        en: `${p.id} says that data serves ${only.join(", ")} alone; the policy also declares ${others.join(", ")}.`,
      },
      { vi: "Sửa câu cam kết cho đủ, hoặc bỏ các mục đích kia.", en: "Let the sentence name them all, or remove the other purposes." },
      article("L91", "9.2"),
    ),
  ];
}

function bases(p: PolicyPromise, path: string, policy: Policy): Fault[] {
  const only = p.claims?.only_bases;
  if (!only) return [];
  const others = Object.entries(policy.purposes).filter(([, q]) => !only.includes(basisOf(q)));
  if (others.length === 0) return [];
  const list = others.map(([id, q]) => `${id} (${basisOf(q)})`).join(", ");
  return [
    gap(
      "contradiction.bases",
      `${path}.only_bases`,
      {
        vi: `${p.id} nói chỉ dựa vào ${only.join(", ")}; chính sách còn có ${list}.`,
        en: `${p.id} says that all rests on ${only.join(", ")}; the policy also has ${list}.`,
      },
      { vi: "Sửa câu cam kết, hoặc đổi căn cứ.", en: "Correct the sentence, or the bases." },
      article("L91", "9, 19"),
    ),
  ];
}

function roles(p: PolicyPromise, path: string, policy: Policy): Fault[] {
  const only = p.claims?.only_roles;
  if (!only) return [];
  const faults: Fault[] = [];
  const readers = Object.entries(policy.roles).flatMap(([id, r]) => (r.reads.length > 0 && !only.includes(id) ? [id] : []));
  if (readers.length > 0) {
    faults.push(
      gap(
        "contradiction.roles",
        `${path}.only_roles`,
        {
          vi: `${p.id} nói chỉ ${only.join(", ")} được xem; chính sách còn cho ${readers.join(", ")}.`,
          en: `${p.id} says that only ${only.join(", ")} reach data; the policy also lets ${readers.join(", ")}.`,
        },
        { vi: "Sửa câu cam kết, hoặc bỏ quyền đọc.", en: "Correct the sentence, or take away the reading." },
      ),
    );
  }
  const handles = policy.complaints?.role;
  if (handles && !only.includes(handles)) {
    faults.push(
      gap(
        "contradiction.complaint_role",
        "complaints.role",
        {
          vi: `Khiếu nại giao cho “${handles}”, mà ${p.id} nói chỉ ${only.join(", ")} được xem dữ liệu.`,
          en: `Complaints go to “${handles}”, while ${p.id} says that only ${only.join(", ")} reach data.`,
        },
        {
          vi: "Cho vai trò ấy đọc khi có khiếu nại và nói ra trong cam kết, hoặc giao cho vai trò đã có.",
          en: "Let that role read for a complaint and say so in the promise, or give complaints to one of them.",
        },
      ),
    );
  }
  return faults;
}

function channels(p: PolicyPromise, path: string, policy: Policy): Fault[] {
  const only = p.claims?.only_channels;
  if (!only) return [];
  const others = [...new Set(Object.values(policy.touchpoints).flatMap((t) => t.channels))].filter((c) => !only.includes(c));
  if (others.length === 0) return [];
  return [
    gap(
      "contradiction.channels",
      `${path}.only_channels`,
      {
        vi: `${p.id} nói chỉ nhận qua ${only.join(", ")}; chính sách còn nhận qua ${others.join(", ")}.`,
        en: `${p.id} says that data comes by ${only.join(", ")} alone; the policy also takes it by ${others.join(", ")}.`,
      },
      { vi: "Sửa câu cam kết, hoặc đóng đường kia.", en: "Correct the sentence, or close the other way." },
    ),
  ];
}

function recipients(p: PolicyPromise, path: string, policy: Policy): Fault[] {
  if (!p.claims?.no_recipients) return [];
  const others = Object.entries(policy.recipients).flatMap(([id, r]) => (r.kind === "state_body" ? [] : [id]));
  if (others.length === 0) return [];
  return [
    gap(
      "contradiction.recipients",
      `${path}.no_recipients`,
      {
        vi: `${p.id} nói không chuyển cho ai; chính sách còn khai ${others.join(", ")}.`,
        en: `${p.id} says that nobody receives data; the policy also declares ${others.join(", ")}.`,
      },
      { vi: "Sửa câu cam kết, hoặc bỏ bên nhận.", en: "Correct the sentence, or remove the recipients." },
    ),
  ];
}

/** Limits that leave out what the file itself does. */
function limits(policy: Policy): Fault[] {
  const purposeNames = Object.keys(policy.purposes);
  const readers = Object.entries(policy.roles).flatMap(([id, r]) => (r.reads.length > 0 ? [id] : []));
  const ways = [...new Set(Object.values(policy.touchpoints).flatMap((t) => t.channels))];
  const all: Readonly<Record<string, { key: string; done: readonly string[]; vi: string; en: string }>> = {
    "purpose.limited": { key: "purposes", done: purposeNames, vi: "mục đích", en: "purposes" },
    "access.roles": { key: "roles", done: readers, vi: "vai trò", en: "roles" },
    "collection.channels": { key: "kinds", done: ways, vi: "đường thu thập", en: "ways in" },
  };
  return policy.promises.flatMap((p, i) =>
    p.kept_by.flatMap((kept, k) => {
      const limit = Object.hasOwn(all, kept.control) ? all[kept.control] : undefined;
      const named: readonly unknown[] | null = limit && Array.isArray(kept.with[limit.key]) ? [kept.with[limit.key]].flat() : null;
      const left = limit && named ? limit.done.filter((name) => !named.includes(name)) : [];
      if (!limit || left.length === 0) return [];
      return [
        error(
          "contradiction.limit",
          `promises.${i}.kept_by.${k}.with.${limit.key}`,
          {
            vi: `${p.id} giới hạn ${limit.vi} mà bỏ sót: ${left.join(", ")}.`,
            en: `${p.id} limits ${limit.en} and leaves out: ${left.join(", ")}.`,
          },
          { vi: "Ghi thêm vào danh sách, hoặc bỏ chúng khỏi chính sách.", en: "Add them to the list, or remove them from the policy." },
        ),
      ];
    }),
  );
}
