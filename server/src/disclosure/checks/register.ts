import type { Policy } from "@kept/language";
import { dayOf } from "../../platform/page/index.js";
import { type Check, check, judge, namesIn } from "../../policy/index.js";
import { contractOf, countryListed, declared, needsContract, needsOf, scopeDecided } from "../gate/rules.js";
import { allParties, type ContractRow, contractsOf } from "../register/store.js";
import { type Made, madeIn, policiesOf, refusedTo, sum } from "./made.js";

/**
 * Whatever left went to a party of the register, under a recipient that the policy of that moment declared, within its purposes and
 * fields, on the ground it states, with a contract in force. At risk: a contract in use ends within thirty days.
 */
export const recipients: Check = check("disclosure.recipients", async (call) => {
  const named = namesIn(call.parameters, "recipients");
  const all = await madeIn(call);
  const parties = await allParties(call.db);
  const contracts = await contractsOf(call.db);
  const policyAt = await policiesOf(
    call,
    all.map((m) => m.version),
  );
  // What goes to somebody the policy never declared breaks every promise that says who receives.
  const scope = all.filter((m) => m.recipient === null || named.includes(m.recipient) || !declared(call.policy.policy, m.recipient));
  const violations = scope.filter((m) => {
    const policy = policyAt(m.version);
    const party = parties.find((p) => p.id === m.party);
    return !policy || party?.recipient !== m.recipient || !within(policy, m) || !onContract(policy, m, contracts);
  });
  const soon = dayOf(new Date(call.now.getTime() + 30 * 86_400_000));
  const ending = parties.filter((p) => {
    const contract = contractOf(
      contracts.filter((c) => c.party === p.id),
      dayOf(call.now),
    );
    return named.includes(p.recipient) && p.state === "active" && contract?.endsOn != null && contract.endsOn <= soon;
  });
  return judge({
    done: sum(scope),
    refused: await refusedTo(call, named),
    violations: violations.map((m) => m.one),
    near: ending.length > 0,
    explanation: {
      vi: `${sum(scope)} lần chuyển giao; ${sum(violations)} lần ngoài sổ bên nhận, ngoài mục đích, mục dữ liệu hay hợp đồng; ${ending.length} hợp đồng sắp hoặc đã hết hạn.`,
      en: `${sum(scope)} disclosures; ${sum(violations)} outside the register, its purposes, fields or contract; ${ending.length} contracts at or near their end.`,
    },
  });
});

function within(policy: Policy, m: Made): boolean {
  const r = m.recipient === null ? undefined : declared(policy, m.recipient);
  if (!r || m.recipient === null || m.purpose === null) return false;
  const scope = scopeDecided(r) || (r.purposes.includes(m.purpose) && m.fields.every((f) => r.fields.includes(f)));
  const needs = needsOf(policy, m.recipient);
  return scope && (needs.some((n) => n === m.ground) || (m.ground === "written" && needs.includes("consent")));
}

function onContract(policy: Policy, m: Made, contracts: readonly ContractRow[]): boolean {
  const r = m.recipient === null ? undefined : declared(policy, m.recipient);
  if (!r || !needsContract(r)) return r !== undefined;
  const contract = contracts.find((c) => c.id === m.contract && c.party === m.party);
  if (!contract) return false;
  const ends = [contract.endsOn, contract.endedOn].filter((d) => d !== null);
  return contract.signedOn <= m.first && ends.every((d) => d >= m.last);
}

/** Nothing left for a country that neither the policy of that moment nor a dossier lists. At risk: such a party stands in the register. */
export const abroad: Check = check("disclosure.abroad", async (call) => {
  const named = namesIn(call.parameters, "recipients");
  const scope = (await madeIn(call)).filter((m) => m.recipient !== null && named.includes(m.recipient));
  const parties = await allParties(call.db);
  const policyAt = await policiesOf(
    call,
    scope.map((m) => m.version),
  );
  const listed = (policy: Policy | undefined, recipient: string, country: string | null, dossier: string | null) => {
    const r = policy && declared(policy, recipient);
    return policy !== undefined && r !== undefined && country !== null && countryListed(policy, r, { country, dossier });
  };
  const violations = scope.filter((m) => {
    const party = parties.find((p) => p.id === m.party);
    return !party || m.recipient === null || !listed(policyAt(m.version), m.recipient, m.country, party.dossier);
  });
  const unlisted = parties.filter(
    (p) => named.includes(p.recipient) && p.state === "active" && !listed(call.policy.policy, p.recipient, p.country, p.dossier),
  );
  return judge({
    done: sum(scope),
    refused: await refusedTo(call, named),
    violations: violations.map((m) => m.one),
    near: unlisted.length > 0,
    explanation: {
      vi: `${sum(scope)} lần chuyển giao; ${sum(violations)} lần sang nước không có trong hồ sơ; ${unlisted.length} bên nhận chưa có hồ sơ.`,
      en: `${sum(scope)} disclosures; ${sum(violations)} to a country no dossier lists; ${unlisted.length} parties without one.`,
    },
  });
});
