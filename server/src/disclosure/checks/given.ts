import { type Check, type CheckCall, type CheckResult, check, judge, namesIn } from "../../policy/index.js";
import { declared, type Ground, namedIn, needsOf } from "../gate/rules.js";
import { type Given, givenFor, policiesOf, refusedTo, sum } from "./made.js";

/** Nothing left without a consent that stood at that moment and named the recipient, or a signed paper. */
export const consented: Check = check("disclosure.consented", async (call) => {
  const { scope, policyAt } = await scopeOf(call, "consent");
  const violations = scope.filter((g) => {
    if (g.paper) return false;
    const agreed = policyAt(g.agreed);
    const now = g.recipient === null ? undefined : declared(policyAt(g.version) ?? call.policy.policy, g.recipient);
    if (g.act !== "given" || !agreed || !now || g.recipient === null || g.purpose === null) return true;
    return !namedIn(agreed, now, { recipient: g.recipient, purpose: g.purpose, fields: g.fields });
  });
  return result(call, scope, violations, {
    vi: "không có sự đồng ý nêu đúng bên nhận",
    en: "without a consent that names the recipient",
  });
});

/** Nothing left without a signed paper of the person that covered it on that day. */
export const written: Check = check("disclosure.written", async (call) => {
  const { scope } = await scopeOf(call, "written");
  return result(
    call,
    scope,
    scope.filter((g) => !g.paper),
    { vi: "không có văn bản đã ký trong hồ sơ", en: "without a signed paper on file" },
  );
});

/** Whatever left for an order names an order of that very person, of the kind the policy declares. */
export const ordered: Check = check("disclosure.ordered", async (call) => {
  const { scope, policyAt } = await scopeOf(call, "order");
  const violations = scope.filter((g) => {
    const order = g.recipient === null ? undefined : declared(policyAt(g.version) ?? call.policy.policy, g.recipient)?.order;
    return !g.theirs || (order !== undefined && order.occasion !== g.kind);
  });
  return result(call, scope, violations, { vi: "không dựa trên đơn của chính khách", en: "that no order of the client's stands behind" });
});

/** What a promise speaks of: the recipients it names; or all that need this ground, and whoever the policy never declared. */
async function scopeOf(call: CheckCall, need: Ground) {
  const named = namesIn(call.parameters, "recipients");
  const all = await givenFor(call);
  const policyAt = await policiesOf(
    call,
    all.flatMap((g) => [g.version, g.agreed]),
  );
  const scope = all.filter((g) => {
    if (named.length > 0) return g.recipient !== null && named.includes(g.recipient);
    const policy = policyAt(g.version) ?? call.policy.policy;
    if (g.recipient === null || !declared(policy, g.recipient)) return true;
    return needsOf(policy, g.recipient).includes(need);
  });
  return { scope, policyAt };
}

async function result(
  call: CheckCall,
  scope: readonly Given[],
  violations: readonly Given[],
  without: { readonly vi: string; readonly en: string },
): Promise<CheckResult> {
  return judge({
    done: sum(scope),
    refused: await refusedTo(call, namesIn(call.parameters, "recipients")),
    violations: violations.map((g) => g.one),
    explanation: {
      vi: `${sum(scope)} lần chuyển giao; ${sum(violations)} lần ${without.vi}.`,
      en: `${sum(scope)} disclosures; ${sum(violations)} ${without.en}.`,
    },
  });
}
