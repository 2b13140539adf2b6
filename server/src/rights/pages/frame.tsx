import { refusals } from "@kept/contract";
import type { Child } from "hono/jsx";
import type { PersonCall } from "../../platform/http/index.js";
import { Refusal } from "../../platform/index.js";
import { type Both, ErrorSummary, type FieldError, Layout, render, say, Told } from "../../platform/page/index.js";
import type { PublishedPolicy } from "../../policy/index.js";
import { type Done, done } from "../words.js";

export interface Sheet {
  readonly title: Both;
  readonly policy: PublishedPolicy;
  /** The form came back: what was wrong, and over which field. */
  readonly wrong?: Wrong | undefined;
  readonly body: Child;
}

export interface Wrong {
  readonly field: string;
  readonly text: Both;
  readonly status: number;
}

/** Answers one page of the account. */
export async function sheet(call: PersonCall, { title, policy, wrong, body }: Sheet): Promise<Response> {
  const { lang } = call;
  const told = doneIn(call.c.req.query("done"));
  const html = await render(
    <Layout
      organisation={policy.policy.organisation}
      lang={lang}
      path={call.path}
      title={say(title, lang)}
      tab="account"
      refused={wrong !== undefined}
    >
      {told && <Told title={say(done[told], lang)} />}
      {body}
    </Layout>,
  );
  return call.c.html(html, wrong ? statusOf(wrong.status) : 200);
}

/** An address of the account. */
export function at(call: PersonCall, path = ""): string {
  return `/${call.organisation.slug}/account${path}`;
}

/** Back to the account, which tells once what was done. */
export function backWith(call: PersonCall, what: Done): Response {
  return call.c.redirect(`${at(call)}?done=${what}`, 303);
}

/** Asks for fresh proof first, and comes back. */
export function proveFirst(call: PersonCall, to: string): Response {
  return call.c.redirect(`${at(call, "/step-up")}?to=${encodeURIComponent(to)}`, 303);
}

/** A refusal that the form can show; anything else goes on up. */
export function wrongFrom(error: unknown, field: string): Wrong {
  if (!(error instanceof Refusal) || error.status >= 500 || error.status === 404) throw error;
  const [fault] = error.faults;
  return { field: fault?.path ?? field, text: fault?.text ?? refusals[error.code], status: error.status };
}

export function Errors({ call, wrong }: { call: PersonCall; wrong: Wrong | undefined }) {
  const errors: FieldError[] = wrong ? [{ name: wrong.field, text: say(wrong.text, call.lang) }] : [];
  return <ErrorSummary lang={call.lang} errors={errors} />;
}

export interface Posted {
  text(name: string): string;
  all(name: string): string[];
}

/** What a form sent: texts alone, each at most 20 000 characters long. */
export async function posted(call: PersonCall): Promise<Posted> {
  const form = await call.c.req.parseBody({ all: true }).catch(() => {
    throw new Refusal("request.malformed");
  });
  const all = (name: string): string[] => {
    const value = Object.hasOwn(form, name) ? form[name] : undefined;
    const list = Array.isArray(value) ? value : [value];
    return list.flatMap((v) => (typeof v === "string" ? [v.slice(0, 20_000)] : []));
  };
  return { text: (name) => all(name)[0] ?? "", all };
}

function statusOf(status: number): 409 | 422 | 429 {
  return status === 429 ? 429 : status === 409 ? 409 : 422;
}

function doneIn(name: string | undefined): Done | undefined {
  return name !== undefined && isDone(name) ? name : undefined;
}

function isDone(name: string): name is Done {
  return Object.hasOwn(done, name);
}
