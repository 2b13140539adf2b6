import { refusals } from "@kept/contract";
import type { Child } from "hono/jsx";
import type { OrganisationCall } from "../../platform/http/index.js";
import { Refusal, type Running } from "../../platform/index.js";
import { asset, type Both, ErrorSummary, type FieldError, Layout, render, say } from "../../platform/page/index.js";
import { inForce, type PublishedPolicy } from "../../policy/index.js";
import { readCookie } from "../cookies.js";
import type { Browser } from "../session/start.js";

/** What went wrong with a form that comes back: over which field, in words. */
export interface Wrong {
  readonly field: string;
  readonly text: Both;
  readonly status: number;
}

export interface Sheet {
  readonly title: Both;
  readonly wrong?: Wrong | undefined;
  /** The page has buttons for passkeys. */
  readonly passkeys?: boolean;
  readonly body: Child;
}

/** Answers one page of the account, in its organisation's frame. */
export async function sheet(running: Running, call: OrganisationCall, s: Sheet): Promise<Response> {
  const { policy } = await policyOf(running, call);
  const { lang, path } = call;
  const html = await render(
    <Layout
      organisation={policy.organisation}
      lang={lang}
      path={path}
      title={say(s.title, lang)}
      tab="account"
      refused={s.wrong !== undefined}
    >
      <div class="flow begin">
        <h1>{say(s.title, lang)}</h1>
      </div>
      {s.body}
      {s.passkeys && <script type="module" src={asset("passkey.js").path} />}
    </Layout>,
  );
  return call.c.html(html, s.wrong ? (s.wrong.status === 429 ? 429 : 422) : 200);
}

export function policyOf(running: Running, call: OrganisationCall): Promise<PublishedPolicy> {
  return inForce(running, call.organisation.id);
}

export function Errors({ call, wrong }: { call: OrganisationCall; wrong: Wrong | undefined }) {
  const errors: FieldError[] = wrong ? [{ name: wrong.field, text: say(wrong.text, call.lang) }] : [];
  return <ErrorSummary lang={call.lang} errors={errors} />;
}

/** The error beside a field, where it is this one. */
export function errOf(call: OrganisationCall, wrong: Wrong | undefined, field: string): string | undefined {
  return wrong?.field === field ? say(wrong.text, call.lang) : undefined;
}

/** A refusal that the form can show, over `field`; anything else goes on up. */
export function wrongFrom(error: unknown, field: string): Wrong {
  if (!(error instanceof Refusal) || error.status >= 500) throw error;
  return { field: error.faults[0]?.path ?? field, text: error.faults[0]?.text ?? refusals[error.code], status: error.status };
}

/** Text fields of a form, each at most so long; files are no texts. */
export async function formOf(call: OrganisationCall, longest = 2000): Promise<(name: string) => string> {
  const form = await call.c.req.parseBody().catch(() => {
    throw new Refusal("request.malformed");
  });
  return (name) => {
    const value = form[name];
    return typeof value === "string" ? value.slice(0, longest) : "";
  };
}

export function browserOf(call: OrganisationCall): Browser {
  return { device: readCookie(call, "device"), agent: call.c.req.header("user-agent") ?? "" };
}

/** Where to go afterwards: a path of this organisation, or the account. Never another site (ASVS 3.7.2). */
export function backTo(call: OrganisationCall, asked: string | undefined): string {
  const home = `/${call.organisation.slug}`;
  const clean = asked !== undefined && /^\/[A-Za-z0-9/_?=&.%-]*$/.test(asked) && !asked.startsWith("//");
  return clean && (asked === home || asked.startsWith(`${home}/`)) ? asked : `${home}/account`;
}

export function at(call: OrganisationCall, path: string): string {
  return `/${call.organisation.slug}/account/${path}`;
}

/** A button for passkeys: hidden until the script shows it, with the line that tells of a failure. */
export function PasskeyButton({
  call,
  id,
  does,
  path,
  to,
  children,
}: {
  call: OrganisationCall;
  id: string;
  does: "add" | "use";
  path: string;
  to: string;
  children?: Child;
}) {
  return (
    <>
      <button
        class="btn quiet"
        type="button"
        id={id}
        hidden
        data-passkey={does}
        data-options={at(call, `${path}/options`)}
        data-verify={at(call, path)}
        data-to={to}
      >
        {children}
      </button>
      <p class="err" id={`${id}-failed`} role="alert" hidden>
        {say(refusals["passkey.refused"], call.lang)}
      </p>
    </>
  );
}
