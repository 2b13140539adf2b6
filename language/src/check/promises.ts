import { controlById, controls } from "../controls.js";
import { error, type Fault, gap } from "../finding.js";
import { faultsOfShape } from "../read-shape.js";
import type { Policy } from "../schema/policy.js";
import type { Rule } from "./rule.js";

/** Each promise stands on a control that exists, has what it needs, and finds something in the policy to keep. */
export const promises: readonly Rule[] = [kept];

function kept(policy: Policy): Fault[] {
  return policy.promises.flatMap((p, i) => {
    const path = `promises.${i}`;
    if (p.kept_by.length === 0) return [wordsOnly(p.id, path)];
    return p.kept_by.flatMap((by, k) => {
      const at = `${path}.kept_by.${k}`;
      const control = controlById(by.control);
      if (!control) return [unknownControl(by.control, at)];
      const faults: Fault[] = [];
      const parsed = control.parameters.safeParse(by.with);
      if (!parsed.success) {
        for (const fault of faultsOfShape(parsed.error.issues, `${at}.with`)) faults.push(parameter(p.id, control.id, at, fault));
      }
      const lacks = control.lacks(policy);
      if (lacks) {
        faults.push(
          gap(
            "promise.unsupported",
            at,
            {
              vi: `${p.id} dựa vào ${control.id}, mà chính sách không có: ${lacks.vi}.`,
              en: `${p.id} stands on ${control.id}, and the policy lacks: ${lacks.en}.`,
            },
            { vi: "Thêm phần ấy vào chính sách.", en: "Add it to the policy." },
          ),
        );
      }
      return faults;
    });
  });
}

/** What is missing is a gap: the organisation has not said it. What is wrong is an error. */
function parameter(promise: string, control: string, at: string, fault: Fault): Fault {
  const key = fault.path.split(".").at(-1) ?? "";
  if (fault.code === "shape.missing") {
    return gap(
      "promise.parameter_missing",
      at,
      {
        vi: `${promise}: ${control} cần \`${key}\` mà chưa ai nói.`,
        en: `${promise}: ${control} needs \`${key}\`, and nobody has said it.`,
      },
      { vi: `Thêm \`with: { ${key}: … }\`.`, en: `Add \`with: { ${key}: … }\`.` },
    );
  }
  return error(
    "promise.parameter_wrong",
    fault.path,
    { vi: `${promise}, ${control}: ${fault.text.vi}`, en: `${promise}, ${control}: ${fault.text.en}` },
    fault.mend,
  );
}

function wordsOnly(promise: string, path: string): Fault {
  return gap(
    "promise.words_only",
    path,
    { vi: `${promise} chỉ là lời nói: chưa có gì giữ nó.`, en: `${promise} is words only: nothing keeps it.` },
    {
      vi: "Thêm `kept_by:` một cách giữ, hoặc `attested` với người xác nhận.",
      en: "Add `kept_by:` a control, or `attested` with whoever confirms it.",
    },
  );
}

function unknownControl(id: string, path: string): Fault {
  const near = controls.filter((c) => c.id.split(".")[0] === id.split(".")[0]).map((c) => c.id);
  const list = near.length > 0 ? near.join(", ") : controls.map((c) => c.id).join(", ");
  return error(
    "promise.unknown_control",
    `${path}.control`,
    { vi: `Không có cách giữ nào tên “${id}”.`, en: `There is no control named “${id}”.` },
    { vi: `Chọn một trong: ${list}.`, en: `Choose one of: ${list}.` },
  );
}
