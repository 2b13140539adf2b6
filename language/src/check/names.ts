import { error, type Fault, gap } from "../finding.js";
import type { Policy } from "../schema/policy.js";
import type { Both } from "../schema/words.js";
import { declaredNames, type Kind, references } from "./references.js";
import type { Rule } from "./rule.js";

/** What is named exists, what exists is used, and nothing is declared twice. */
export const names: readonly Rule[] = [undeclared, unused, twice, foreign];

const words: Record<Kind, Both> = {
  field: { vi: "mục dữ liệu", en: "field" },
  purpose: { vi: "mục đích", en: "purpose" },
  touchpoint: { vi: "điểm thu thập", en: "touchpoint" },
  occasion: { vi: "loại việc", en: "occasion" },
  recipient: { vi: "bên nhận", en: "recipient" },
  role: { vi: "vai trò", en: "role" },
  duty: { vi: "lời xác nhận", en: "duty" },
  event: { vi: "sự kiện", en: "event" },
  rule: { vi: "quy tắc giữ", en: "retention rule" },
  step: { vi: "bước xử lý khiếu nại", en: "complaint step" },
  category: { vi: "loại cookie", en: "cookie category" },
};
const places: Record<Kind, string> = {
  field: "fields",
  purpose: "purposes",
  touchpoint: "touchpoints",
  occasion: "occasions",
  recipient: "recipients",
  role: "roles",
  duty: "duties",
  event: "occasions.*.events",
  rule: "retention",
  step: "complaints.steps",
  category: "cookies.categories",
};

function undeclared(policy: Policy): Fault[] {
  const known = declaredNames(policy);
  return references(policy)
    .filter((r) => !known[r.kind].has(r.name))
    .map((r) =>
      error(
        "name.undeclared",
        r.path,
        { vi: `Chưa khai ${words[r.kind].vi} “${r.name}”.`, en: `The ${words[r.kind].en} “${r.name}” is not declared.` },
        {
          vi: `Khai nó trong \`${places[r.kind]}\`, hoặc sửa lại tên.`,
          en: `Declare it under \`${places[r.kind]}\`, or correct the name.`,
        },
      ),
    );
}

function unused(policy: Policy): Fault[] {
  // A promise that speaks of a thing does not use it.
  const used = new Set(
    references(policy)
      .filter((r) => !r.path.startsWith("promises.") && !r.path.startsWith("roles."))
      .map((r) => `${r.kind} ${r.name}`),
  );
  const asked = new Set(Object.values(policy.touchpoints).flatMap((t) => Object.keys(t.fields)));
  const byUse = Object.entries(policy.duties).filter(([, d]) => d.manner === "use");
  const faults = (kind: Kind, ids: readonly string[], path: (id: string) => string): Fault[] =>
    ids
      .filter((id) => !used.has(`${kind} ${id}`))
      .map((id) =>
        gap(
          "name.unused",
          path(id),
          { vi: `Khai ${words[kind].vi} “${id}” mà không dùng ở đâu.`, en: `The ${words[kind].en} “${id}” is declared and never used.` },
          { vi: "Dùng nó, hoặc bỏ đi.", en: "Use it, or remove it." },
        ),
      );
  return [
    ...Object.keys(policy.fields)
      .filter((id) => !asked.has(id))
      .map((id) =>
        gap(
          "name.unused",
          `fields.${id}`,
          { vi: `Khai mục dữ liệu “${id}” mà không hỏi ở đâu.`, en: `The field “${id}” is declared and asked nowhere.` },
          { vi: "Hỏi nó ở một điểm thu thập, hoặc bỏ đi.", en: "Ask for it at a touchpoint, or remove it." },
        ),
      ),
    ...faults("purpose", Object.keys(policy.purposes), (id) => `purposes.${id}`),
    ...faults("occasion", Object.keys(policy.occasions), (id) => `occasions.${id}`),
    ...faults(
      "duty",
      Object.keys(policy.duties).filter((id) => !byUse.some(([use]) => use === id)),
      (id) => `duties.${id}`,
    ),
    ...Object.entries(policy.roles)
      .filter(([id, r]) => r.reads.length === 0 && r.may.length === 0 && policy.complaints?.role !== id)
      .map(([id]) =>
        gap(
          "name.unused",
          `roles.${id}`,
          { vi: `Vai trò “${id}” không đọc gì và không làm gì.`, en: `The role “${id}” reads nothing and does nothing.` },
          { vi: "Ghi `reads` hoặc `may`, hoặc bỏ vai trò này.", en: "Give it `reads` or `may`, or remove it." },
        ),
      ),
  ];
}

function twice(policy: Policy): Fault[] {
  const again = (ids: readonly string[], path: (i: number) => string): Fault[] =>
    ids.flatMap((id, i) =>
      ids.indexOf(id) === i
        ? []
        : [
            error(
              "name.twice",
              path(i),
              { vi: `“${id}” xuất hiện hai lần.`, en: `“${id}” appears twice.` },
              { vi: "Giữ một, bỏ hoặc đổi tên cái kia.", en: "Keep one; remove or rename the other." },
            ),
          ],
    );
  return [
    ...again(
      policy.promises.map((p) => p.id),
      (i) => `promises.${i}.id`,
    ),
    ...again(
      policy.retention.map((r) => r.id),
      (i) => `retention.${i}.id`,
    ),
    ...again(
      (policy.complaints?.steps ?? []).map((s) => s.id),
      (i) => `complaints.steps.${i}.id`,
    ),
    ...Object.entries(policy.touchpoints).flatMap(([id, t]) => [
      ...again(t.consents, (i) => `touchpoints.${id}.consents.${i}`),
      ...again(t.duties, (i) => `touchpoints.${id}.duties.${i}`),
    ]),
  ];
}

function foreign(policy: Policy): Fault[] {
  return policy.promises.flatMap((p, i) =>
    p.id.replace(/-\d+$/, "") === policy.organisation.id
      ? []
      : [
          error(
            "promise.foreign_id",
            `promises.${i}.id`,
            { vi: `Cam kết “${p.id}” không mang tên tổ chức.`, en: `The promise “${p.id}” does not carry the organisation's id.` },
            { vi: `Đặt tên theo mẫu ${policy.organisation.id}-1.`, en: `Number it like ${policy.organisation.id}-1.` },
          ),
        ],
  );
}
