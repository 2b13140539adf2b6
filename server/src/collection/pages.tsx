import { refusals } from "@kept/contract";
import type { Shown } from "@kept/language";
import { shownIn } from "../consent/index.js";
import { checkCode, provePerson, readCookie, writeCookie } from "../identity/index.js";
import { bodyLimit, type OrganisationCall, type Page, type PersonCaller, page } from "../platform/http/index.js";
import { type Fault, Refusal, type Running } from "../platform/index.js";
import { render } from "../platform/page/index.js";
import { inForce, type PublishedPolicy } from "../policy/index.js";
import { receiveFile } from "../vault/index.js";
import { confirmContact } from "./confirm.js";
import { ConfirmPage, DonePage, type Ended } from "./form/after.js";
import { type Drawn, draw, formKey, readToken, sign, tooSoonOrLate } from "./form/token.js";
import { fieldsOf, readTyped, type Typed, untouched } from "./form/typed.js";
import { TouchpointForm } from "./form/view.js";
import { words } from "./form/words.js";
import type { GivenFile } from "./ready.js";
import { receive } from "./receive.js";
import { askedPurposes, judgeSent, type Sent, touchpointOf } from "./rules.js";
import { Submissions } from "./submit.js";

/** Most bytes of a form with files: the largest file a policy may allow, and what is typed beside it. */
const mostWithFiles = 30 * 1024 * 1024;

/** Forms of touchpoints: drawn, taken, confirmed by code. Everything works without script. */
export function collectionPages(running: Running, submissions = new Submissions(running.database)): Page[] {
  const forms = new Forms(running, submissions);
  return [
    page("get", "/forms/:touchpoint", "anyone", (call) => forms.show(call)),
    page("post", "/forms/:touchpoint", "anyone", (call) => forms.take(call), mostWithFiles),
    page("get", "/forms/:touchpoint/confirm", "anyone", (call) => forms.askCode(call)),
    page("post", "/forms/:touchpoint/confirm", "anyone", (call) => forms.confirm(call)),
    page("get", "/forms/:touchpoint/done", "anyone", (call) => forms.done(call)),
  ];
}

interface Here {
  readonly call: OrganisationCall;
  readonly policy: PublishedPolicy;
  readonly name: string;
  readonly key: Buffer;
}

class Forms {
  readonly #running: Running;
  readonly #submissions: Submissions;
  constructor(running: Running, submissions: Submissions) {
    this.#running = running;
    this.#submissions = submissions;
  }

  async show(call: OrganisationCall): Promise<Response> {
    const here = await this.#here(call);
    const occasion = call.c.req.query("occasion")?.slice(0, 64);
    return this.#draw(here, draw(call.now, here.policy.version), { ...untouched, occasion });
  }

  async take(call: OrganisationCall): Promise<Response> {
    await this.#running.limits.take("form.sent", call.ip);
    const here = await this.#here(call);
    const { policy, name } = here;
    const touchpoint = touchpointOf(policy.policy, name);
    refuseTooLarge(
      call,
      Object.keys(touchpoint.fields).some((f) => policy.policy.fields[f]?.type === "file"),
    );
    const body = await call.c.req.raw.formData().catch(() => {
      throw new Refusal("request.malformed");
    });
    const typed = readTyped(policy.policy, touchpoint, body);
    const drawn = readToken(here.key, name, typed.token);
    if (typed.add !== undefined) return this.#draw(here, drawn ?? draw(call.now, policy.version), typed);
    if (!drawn) return this.#again(here, typed, refusals["form.expired"], 422);
    if (typed.trapped) return this.#again(here, typed, words.trapped, 422);
    const wrong = tooSoonOrLate(drawn, call.now);
    if (wrong === "form.too_fast") return this.#draw(here, drawn, typed, [], refusals[wrong], 422);
    if (wrong) return this.#again(here, typed, refusals[wrong], 422);
    if (drawn.version !== policy.version) return this.#again(here, typed, words.stale, 409);
    return this.#send(here, drawn, typed);
  }

  async #send(here: Here, drawn: Drawn, typed: Typed): Promise<Response> {
    const { call, policy, name } = here;
    try {
      const sent = await this.#sent(here, drawn, typed);
      const files = await this.#files(here, sent, typed);
      const facts = Object.fromEntries(
        files.map((f) => [f.field, { filename: f.received.name, type: f.received.kind, bytes: f.received.size }]),
      );
      const at = { database: this.#running.database, organisation: call.organisation.id, submissions: this.#submissions };
      const taken = await receive(
        at,
        policy,
        { ...sent, fields: { ...sent.fields, ...facts } },
        { files, device: readCookie(call, "device") },
      );
      const base = `/${call.organisation.slug}/forms/${name}`;
      if (taken.state === "confirmed") return call.c.redirect(`${base}/done`, 303);
      if (taken.request !== undefined) writeCookie(call, "request", taken.request, this.#running.config.url);
      return call.c.redirect(`${base}/confirm`, 303);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      if (error.code === "request.invalid") return this.#draw(here, drawn, typed, error.faults, undefined, 422);
      if (error.code === "notice.stale") return this.#again(await this.#here(call), typed, words.stale, 409);
      if (error.status >= 500 || error.status === 429) throw error;
      return this.#draw(here, drawn, typed, [], refusals[error.code], error.status);
    }
  }

  async #sent(here: Here, drawn: Drawn, typed: Typed): Promise<Sent> {
    const { call, policy, name } = here;
    const touchpoint = touchpointOf(policy.policy, name);
    const signedIn = touchpoint.account === "password" ? undefined : await this.#signedIn(call);
    return {
      id: drawn.id,
      touchpoint: name,
      channel: "form",
      person: signedIn?.id,
      fields: fieldsOf(policy.policy, touchpoint, typed, call.ip),
      consents: typed.consents,
      duties: typed.duties,
      accuracy: true,
      occasion: typed.occasion,
      version: drawn.version,
      lang: call.lang,
      at: call.now,
      by: { kind: "person" },
      method: "form",
    };
  }

  /** Files are received last, when everything else is right: a form that comes back has not stored any. */
  async #files(here: Here, sent: Sent, typed: Typed): Promise<GivenFile[]> {
    const { policy, call } = here;
    const declared = Object.keys(typed.files).flatMap((field) => {
      const rule = policy.policy.fields[field]?.file;
      return rule ? [{ field, rule }] : [];
    });
    const assumed = declared.map(({ field, rule }) => [field, { filename: "f", type: rule.types[0] ?? "pdf", bytes: 1 }] as const);
    judgeSent(policy.policy, { ...sent, fields: { ...sent.fields, ...Object.fromEntries(assumed) } });
    const files: GivenFile[] = [];
    const faults: Fault[] = [];
    for (const { field, rule } of declared) {
      const file = typed.files[field];
      if (!file) continue;
      const most = rule.max_mib * 1024 * 1024;
      try {
        const name = file.name.normalize("NFC").slice(-200);
        files.push({
          field,
          received: await receiveFile(this.#running.config.data, call.organisation.id, name, { kinds: rule.types, most }, file.stream()),
        });
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        faults.push({ path: field, text: refusals[error.code] });
      }
    }
    if (faults.length > 0) throw new Refusal("request.invalid", faults);
    return files;
  }

  async askCode(call: OrganisationCall, err?: { vi: string; en: string }): Promise<Response> {
    const { policy, name } = await this.#here(call);
    const html = await render(<ConfirmPage policy={policy} name={name} lang={call.lang} path={call.path} err={err} />);
    return call.c.html(html, err ? 422 : 200);
  }

  async confirm(call: OrganisationCall): Promise<Response> {
    await this.#running.limits.take("form.sent", call.ip);
    const { policy, name } = await this.#here(call);
    const { database, config } = this.#running;
    const body = await call.c.req.parseBody();
    const typed = typeof body.code === "string" ? body.code : "";
    try {
      const row = await checkCode(database, call.organisation.id, readCookie(call, "request"), typed, ["confirm_contact"], call.now);
      const browser = { device: readCookie(call, "device"), agent: call.c.req.header("user-agent") ?? "" };
      const proved = await database.write(call.organisation.id, (tx) => confirmContact(tx, policy, row, browser, call.now));
      writeCookie(call, "person", proved.started.cookie, config.url);
      writeCookie(call, "device", proved.started.device, config.url);
      return call.c.redirect(`/${call.organisation.slug}/forms/${name}/done?with=${proved.joined ? "joined" : "confirmed"}`, 303);
    } catch (error) {
      if (!(error instanceof Refusal) || error.status >= 500) throw error;
      return this.askCode(call, refusals[error.code]);
    }
  }

  async done(call: OrganisationCall): Promise<Response> {
    const { policy, name } = await this.#here(call);
    const said = call.c.req.query("with");
    const ended: Ended = said === "joined" || said === "confirmed" ? said : "received";
    return call.c.html(await render(<DonePage policy={policy} name={name} lang={call.lang} path={call.path} ended={ended} />));
  }

  async #here(call: OrganisationCall): Promise<Here> {
    const policy = await inForce(this.#running, call.organisation.id);
    const name = call.c.req.param("touchpoint") ?? "";
    if (!touchpointOf(policy.policy, name).channels.includes("form")) throw new Refusal("touchpoint.unknown");
    return { call, policy, name, key: await formKey(this.#running.database, call.organisation.id, call.now) };
  }

  #signedIn(call: OrganisationCall): Promise<PersonCaller | undefined> {
    return provePerson(this.#running.database, call.organisation.id, readCookie(call, "person"), call.now);
  }

  /** Draws the form anew under a new token, with everything typed kept, and says why. */
  #again(here: Here, typed: Typed, told: { vi: string; en: string }, status: number): Promise<Response> {
    return this.#draw(here, draw(here.call.now, here.policy.version), typed, [], told, status);
  }

  async #draw(
    here: Here,
    drawn: Drawn,
    typed: Typed,
    faults: readonly Fault[] = [],
    told?: { vi: string; en: string },
    status = 200,
  ): Promise<Response> {
    const { call, policy, name, key } = here;
    const shown = await shownAt(policy, name, call);
    const view = { policy, name, lang: call.lang, path: call.path, token: sign(key, name, drawn), typed, shown, faults, told };
    return call.c.html(await render(<TouchpointForm {...view} />), status as 200);
  }
}

/** Only a form that takes files may be as large as files are, and only its parts: reading a million names would hold up everyone. */
function refuseTooLarge(call: OrganisationCall, takesFiles: boolean): void {
  const header = (name: string) => call.c.req.header(name);
  if (takesFiles && /^multipart\/form-data\b/i.test(header("content-type") ?? "")) return;
  if (header("transfer-encoding") !== undefined || Number(header("content-length") ?? 0) > bodyLimit)
    throw new Refusal("request.too_large");
}

/** The words of everything asked at a touchpoint, as they are drawn and stored. */
async function shownAt(policy: PublishedPolicy, name: string, { lang }: OrganisationCall) {
  const touchpoint = touchpointOf(policy.policy, name);
  const purposes: Record<string, Shown> = {};
  const duties: Record<string, Shown> = {};
  for (const p of new Set([touchpoint.for, ...askedPurposes(policy.policy, touchpoint)]))
    purposes[p] = await shownIn(policy, name, { purpose: p }, lang);
  for (const d of touchpoint.duties) duties[d] = await shownIn(policy, name, { duty: d }, lang);
  return { purposes, duties };
}
