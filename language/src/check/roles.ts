import { type Fault, gap } from "../finding.js";
import type { Deed } from "../schema/parts.js";
import type { Policy } from "../schema/policy.js";
import { purposesOf, type Rule } from "./rule.js";

/** Somebody runs the house, and whoever must act may see what they act on. */
export const roles: readonly Rule[] = [nobody, unmanned, blind, idleReads];

const seeing: readonly Deed[] = ["find", "correct", "erase", "merge", "complaints", "requests", "disclose"];

function nobody(policy: Policy): Fault[] {
  const needed: readonly Deed[] = ["staff", "publish"];
  return needed
    .filter((deed) => !Object.values(policy.roles).some((r) => r.may.includes(deed)))
    .map((deed) =>
      gap(
        "role.nobody",
        "roles",
        { vi: `Không vai trò nào được làm “${deed}”.`, en: `No role may “${deed}”.` },
        { vi: `Thêm \`${deed}\` vào \`may\` của một vai trò.`, en: `Add \`${deed}\` to the \`may\` of a role.` },
      ),
    );
}

/** A way in that somebody must serve, and nobody may: calls and API keys need `intake`, files need `import`. */
function unmanned(policy: Policy): Fault[] {
  const server = { phone: "intake", api: "intake", import: "import" } as const;
  return Object.entries(policy.touchpoints).flatMap(([id, touchpoint]) =>
    (["phone", "api", "import"] as const)
      .filter((way) => touchpoint.channels.includes(way) && !Object.values(policy.roles).some((r) => r.may.includes(server[way])))
      .map((way) =>
        gap(
          "role.nobody_takes",
          `touchpoints.${id}.channels`,
          {
            vi: `“${id}” nhận qua “${way}”, mà không vai trò nào được “${server[way]}”.`,
            en: `“${id}” takes “${way}”, and no role may “${server[way]}”.`,
          },
          {
            vi: `Thêm \`${server[way]}\` vào \`may\` của một vai trò, hoặc bỏ kênh này.`,
            en: `Add \`${server[way]}\` to the \`may\` of a role, or drop this way in.`,
          },
        ),
      ),
  );
}

function blind(policy: Policy): Fault[] {
  return Object.entries(policy.roles).flatMap(([id, role]) => {
    const acts = role.may.filter((deed) => seeing.includes(deed));
    const complains = policy.complaints?.role === id;
    if (role.reads.length > 0 || (acts.length === 0 && !complains)) return [];
    const what = acts.length > 0 ? acts.join(", ") : "complaints";
    return [
      gap(
        "role.acts_blind",
        `roles.${id}`,
        { vi: `Vai trò “${id}” phải làm (${what}) mà không được đọc gì.`, en: `The role “${id}” must act (${what}) and may read nothing.` },
        {
          vi: "Thêm `reads:` cho việc ấy, hoặc giao việc cho vai trò khác.",
          en: "Give it `reads:` for that, or give the task to another role.",
        },
      ),
    ];
  });
}

/** Reading a field for a purpose it was never asked for is refused at the gate: the line does nothing. */
function idleReads(policy: Policy): Fault[] {
  return Object.entries(policy.roles).flatMap(([id, role]) =>
    role.reads.flatMap((read, i) => {
      if (read.fields === "*") return [];
      return read.fields.flatMap((field, k) => {
        const why = purposesOf(policy, field);
        if (why.size === 0 || read.purposes.some((p) => why.has(p))) return [];
        return [
          gap(
            "role.reads_outside_purpose",
            `roles.${id}.reads.${i}.fields.${k}`,
            {
              vi: `“${id}” được đọc “${field}” cho mục đích mà mục này không được hỏi.`,
              en: `“${id}” may read “${field}” for purposes it was never asked for.`,
            },
            {
              vi: "Bỏ mục này khỏi dòng ấy, hoặc hỏi nó cho mục đích ấy.",
              en: "Remove the field from this line, or ask for it for that purpose.",
            },
          ),
        ];
      });
    }),
  );
}
