import { type OrganisationCall, type Page, page } from "../../platform/http/index.js";
import { Refusal, type Running } from "../../platform/index.js";
import { Button, Field, Form, Send, say, Told } from "../../platform/page/index.js";
import { formAddress, hasForm } from "../../policy/index.js";
import { findAccount } from "../account/find.js";
import { enterByPassword } from "../account/sign-in.js";
import { accountWays } from "../account/ways.js";
import { askCode } from "../code/ask.js";
import { readCookie, writeCookie } from "../cookies.js";
import { evenAnswer, evenly } from "../even.js";
import { handOver } from "./enter.js";
import { at, backTo, browserOf, Errors, errOf, formOf, PasskeyButton, policyOf, sheet, type Wrong, wrongFrom } from "./frame.js";
import { words as w } from "./words.js";

/** Signing in: by name and password, by a code to the e-mail, by passkey; whichever the policy's touchpoints open accounts with. */
export function signInPages(running: Running): Page[] {
  return [
    page("get", "/account/sign-in", "anyone", (call) => show(running, call)),
    page("post", "/account/sign-in", "anyone", (call) => enter(running, call)),
  ];
}

async function enter(running: Running, call: OrganisationCall): Promise<Response> {
  const form = await formOf(call);
  const to = backTo(call, form("to"));
  try {
    await running.limits.take("sign_in.tried", call.ip);
    return await evenly(evenAnswer, () =>
      form("by") === "code" ? mailCode(running, call, form("email"), to) : passwordIn(running, call, form("name"), form("password"), to),
    );
  } catch (error) {
    const field = form("by") === "code" ? "email" : "name";
    return show(running, call, { wrong: wrongFrom(error, field), name: form("name"), email: form("email"), to });
  }
}

async function passwordIn(running: Running, call: OrganisationCall, name: string, password: string, to: string): Promise<Response> {
  const { policy } = await policyOf(running, call);
  const by = { name, password, browser: browserOf(call), lang: call.lang };
  const entered = await enterByPassword(running.database, call.organisation.id, policy, by, call.now);
  switch (entered.kind) {
    case "started":
      await handOver(running, call, entered.started);
      return call.c.redirect(to, 303);
    case "confirm":
      writeCookie(call, "request", entered.request, running.config.url);
      return call.c.redirect(at(call, `code?to=${encodeURIComponent(to)}`), 303);
    case "locked":
      return call.c.redirect(at(call, "sign-in?locked=1"), 303);
  }
}

async function mailCode(running: Running, call: OrganisationCall, email: string, to: string): Promise<Response> {
  await running.limits.take("code.asked", call.ip);
  const { policy } = await policyOf(running, call);
  // Where accounts are opened by password alone, a code is no other way in: it only resets.
  if (!accountWays(policy).code) throw new Refusal("page.unknown");
  const account = await running.database.read(call.organisation.id, (db) => findAccount(db, policy, email));
  const person = account?.personId;
  const device = readCookie(call, "device");
  const { request } = await running.database.write(call.organisation.id, (tx) =>
    askCode(tx, { purpose: "sign_in", person, device, lang: call.lang }, call.now),
  );
  writeCookie(call, "request", request, running.config.url);
  return call.c.redirect(at(call, `code?to=${encodeURIComponent(to)}`), 303);
}

interface Typed {
  readonly wrong: Wrong;
  readonly name: string;
  readonly email: string;
  readonly to: string;
}

async function show(running: Running, call: OrganisationCall, typed?: Typed): Promise<Response> {
  const { policy } = await policyOf(running, call);
  const { lang } = call;
  const ways = accountWays(policy);
  const to = typed?.to ?? backTo(call, call.c.req.query("to"));
  const wrong = typed?.wrong;
  const opening = Object.entries(policy.touchpoints).filter(([, t]) => t.account && hasForm(t));
  return sheet(running, call, {
    title: w.signIn,
    wrong,
    passkeys: true,
    body: (
      <div class="two">
        <div class="form">
          <Notice call={call} password={ways.password} />
          <Errors call={call} wrong={wrong} />
          {ways.password && (
            <Form lang={lang} action={at(call, "sign-in")} hidden={{ to, by: "password" }} tight>
              <Field
                lang={lang}
                type="username"
                name="name"
                label={say(w.nameOrEmail, lang)}
                need
                value={typed?.name}
                err={errOf(call, wrong, "name")}
              />
              <Field lang={lang} type="secret" name="password" label={say(w.password, lang)} need autocomplete="current-password" />
              <Send>
                <Button icon="lock">{say(w.signIn, lang)}</Button>
                <a href={at(call, "reset")}>{say(w.forgot, lang)}</a>
              </Send>
            </Form>
          )}
          {ways.code && (
            <Form lang={lang} action={at(call, "sign-in")} hidden={{ to, by: "code" }} tight>
              <Field
                lang={lang}
                type="email"
                name="email"
                label={say(w.email, lang)}
                need
                hint={say(w.byCodeHint, lang)}
                value={typed?.email}
                err={errOf(call, wrong, "email")}
              />
              <Send>
                <Button kind={ways.password ? "quiet" : "main"} icon="mail">
                  {say(w.byCode, lang)}
                </Button>
              </Send>
            </Form>
          )}
        </div>
        <aside class="aside flow">
          <PasskeyButton call={call} id="passkey" does="use" path="passkey" to={to}>
            {say(w.byPasskey, lang)}
          </PasskeyButton>
          {opening.length > 0 && (
            <>
              <h2>{say(w.noAccount, lang)}</h2>
              <ul class="links">
                {opening.map(([name, t]) => (
                  <li>
                    <a href={formAddress(call.organisation.slug, name)}>{say(t.text, lang)}</a>
                  </li>
                ))}
              </ul>
            </>
          )}
        </aside>
      </div>
    ),
  });
}

/** What just happened, when another page led here. */
function Notice({ call, password }: { call: OrganisationCall; password: boolean }) {
  const { lang } = call;
  if (call.c.req.query("reset")) {
    return (
      <Told title={say(w.resetDone, lang)}>
        <p>{say(w.resetDoneWhat, lang)}</p>
      </Told>
    );
  }
  if (!call.c.req.query("locked")) return null;
  return (
    <Told title={say(w.locked, lang)} care>
      <p>{say(password ? w.lockedPassword : w.lockedCode, lang)}</p>
      {password && (
        <p>
          <a href={at(call, "reset")}>{say(w.reset, lang)}</a>
        </p>
      )}
    </Told>
  );
}
