import { moveAccount } from "../src/identity/account/store.js";
import { openAccount } from "../src/identity/index.js";
import { hashSecret } from "../src/identity/password/hash.js";
import { startSession } from "../src/identity/session/start.js";
import type { PersonId, Tx } from "../src/platform/index.js";
import { createPerson, type IndexRule, sealValues, verifyValue } from "../src/vault/index.js";

const rules: Readonly<Record<string, IndexRule>> = {
  full_name: { type: "name", index: "words" },
  email: { type: "email", index: "exact" },
  phone: { type: "phone", index: "exact" },
  username: { type: "username", index: "exact" },
  address: { type: "address", index: "none" },
};

export interface MadePerson {
  readonly id: PersonId;
  /** Ids of values, by field. */
  readonly values: ReadonlyMap<string, string>;
  /** Of the session and device cookies, where the person is signed in. */
  readonly cookies: string;
  readonly session: string | undefined;
}

/**
 * Makes people for tests: `await person(tx).with("email", "an@mau.example").withAccount("một câu rất dài nhé").signedIn().made()`.
 * Values lie in the vault as a form would leave them.
 */
export function person(tx: Tx, at = new Date("2026-11-20T02:00:00Z")): PersonBuilder {
  return new PersonBuilder(tx, at);
}

export class PersonBuilder {
  readonly #tx: Tx;
  readonly #at: Date;
  readonly #values = new Map<string, { content: string; rule: IndexRule }>();
  #touchpoint = "join";
  #purposes: readonly string[] = ["membership"];
  #account: { password: string | undefined; state: "pending" | "active" | "locked" } | undefined;
  #signedIn = false;

  constructor(tx: Tx, at: Date) {
    this.#tx = tx;
    this.#at = at;
  }

  /** Gives the person a value; `rule` says how it is indexed, for fields the builder does not know. */
  with(field: string, content: string, rule: IndexRule = rules[field] ?? { type: "line", index: "none" }): this {
    this.#values.set(field, { content, rule });
    return this;
  }

  through(touchpoint: string, purposes: readonly string[]): this {
    this.#touchpoint = touchpoint;
    this.#purposes = purposes;
    return this;
  }

  /** Opens an account, proved by the person's e-mail; without a password it is entered by code. */
  withAccount(password?: string, state: "pending" | "active" | "locked" = "active"): this {
    this.#account = { password, state };
    return this;
  }

  signedIn(): this {
    this.#signedIn = true;
    return this;
  }

  async made(): Promise<MadePerson> {
    const tx = this.#tx;
    const id = await createPerson(tx, this.#at);
    const fields = [...this.#values];
    const ids = await sealValues(
      tx,
      id,
      fields.map(([field, v]) => ({ field, content: v.content, rule: v.rule, origin: this.#origin() })),
    );
    const values = new Map(fields.map(([field], i) => [field, ids[i] ?? ""]));
    if (this.#account) await this.#open(id, values);
    const started = this.#signedIn ? await startSession(tx, id, "code", { device: undefined, agent: "" }, this.#at) : undefined;
    return {
      id,
      values,
      cookies: started ? `kept_person=${started.cookie}; kept_device=${started.device}` : "",
      session: started?.session,
    };
  }

  async #open(id: PersonId, values: ReadonlyMap<string, string>): Promise<void> {
    const contact = values.get("email");
    if (!contact || !this.#account) throw new Error("an account is proved by an e-mail");
    const { password, state } = this.#account;
    const hash = password === undefined ? undefined : await hashSecret(password, "person");
    await openAccount(this.#tx, { person: id, contact, password: hash, touchpoint: this.#touchpoint }, this.#at);
    if (state === "pending") return;
    await verifyValue(this.#tx, id, contact, this.#at, { type: "email", index: "exact" });
    await moveAccount(this.#tx, id, ["pending"], "active", this.#at);
    if (state === "locked") await moveAccount(this.#tx, id, ["active"], "locked", this.#at);
  }

  #origin() {
    return {
      submissionId: null,
      occasionId: null,
      touchpoint: this.#touchpoint,
      channel: "form",
      purposes: this.#purposes,
      basis: "contract",
      noticeVersion: 1,
      language: "vi" as const,
      shownDigest: Buffer.alloc(32),
      collectedAt: this.#at,
      verifiedAt: null,
      until: null,
    };
  }
}
