import type { Field, Policy } from "@kept/language";

export interface AccountWays {
  /** Some touchpoint opens accounts with a password. */
  readonly password: boolean;
  /** Some touchpoint opens accounts entered by a code to the confirmed contact. */
  readonly code: boolean;
  /** What an account may be named by when signing in: username, e-mail; each with its declaration. */
  readonly names: readonly { readonly name: string; readonly field: Field }[];
}

/** How accounts are entered at an organisation, from its policy. */
export function accountWays(policy: Policy): AccountWays {
  const opening = Object.values(policy.touchpoints).filter((t) => t.account !== undefined);
  const names = new Set(opening.flatMap((t) => [...Object.keys(t.fields), ...(t.confirms ? [t.confirms] : [])]));
  return {
    password: opening.some((t) => t.account === "password"),
    code: opening.some((t) => t.account === "code"),
    names: [...names].flatMap((name) => {
      const field = policy.fields[name];
      return field && field.index === "exact" && (field.type === "username" || field.type === "email") ? [{ name, field }] : [];
    }),
  };
}

/** Words that a guesser would try in a password here. */
export function contextWords(policy: Policy): string[] {
  const { id, name, legal_name } = policy.organisation;
  return [id, name.vi, name.en ?? "", legal_name?.vi ?? "", "kept"].filter((w) => w !== "");
}
