import { type Page, type PersonCall, page } from "../../platform/http/index.js";
import { Refusal, type Running } from "../../platform/index.js";
import { Button, Field, Form, Send, say } from "../../platform/page/index.js";
import { accountOf } from "../account/store.js";
import { countTry } from "../attempts.js";
import { askCode } from "../code/ask.js";
import { checkCode, noteRefusal, useCode } from "../code/check.js";
import { dropCookie, readCookie, writeCookie } from "../cookies.js";
import { passkeysOf } from "../passkey/store.js";
import { verifySecret } from "../password/hash.js";
import { stepUp } from "../session/step-up.js";
import { at, backTo, Errors, errOf, formOf, PasskeyButton, sheet, type Wrong, wrongFrom } from "./frame.js";
import { words as w } from "./words.js";

/** Proving again that it is you, before what is hard to undo: by password, by a code to the contact, by passkey. */
export function stepUpPages(running: Running): Page[] {
  return [
    page("get", "/account/step-up", "person", (call) =>
      show(running, call, backTo(call, call.c.req.query("to")), call.c.req.query("sent") === "1"),
    ),
    page("post", "/account/step-up", "person", (call) => prove(running, call)),
    page("post", "/account/step-up/send", "person", (call) => send(running, call)),
  ];
}

async function send(running: Running, call: PersonCall): Promise<Response> {
  const form = await formOf(call);
  const to = backTo(call, form("to"));
  await running.limits.take("code.asked", call.ip);
  const { request } = await running.database.write(call.organisation.id, (tx) =>
    askCode(
      tx,
      { purpose: "step_up", person: call.person.id, session: call.person.sessionId, device: readCookie(call, "device"), lang: call.lang },
      call.now,
    ),
  );
  writeCookie(call, "request", request, running.config.url);
  return call.c.redirect(at(call, `step-up?sent=1&to=${encodeURIComponent(to)}`), 303);
}

async function prove(running: Running, call: PersonCall): Promise<Response> {
  const form = await formOf(call);
  const to = backTo(call, form("to"));
  const byCode = form("by") === "code";
  try {
    await running.limits.take("sign_in.tried", call.ip);
    if (byCode) await proveByCode(running, call, form("code"));
    else await proveByPassword(running, call, form("password"));
    return call.c.redirect(to, 303);
  } catch (error) {
    return show(running, call, to, byCode, wrongFrom(error, byCode ? "code" : "password"));
  }
}

async function proveByCode({ database, config }: Running, call: PersonCall, typed: string): Promise<void> {
  const organisation = call.organisation.id;
  const row = await checkCode(database, organisation, readCookie(call, "request"), typed, ["step_up"], call.now);
  if (row.personId !== call.person.id || row.sessionId !== call.person.sessionId) throw new Refusal("code.wrong");
  await database.write(organisation, async (tx) => {
    await useCode(tx, row, call.now);
    await stepUp(tx, call.person.id, call.person.sessionId, "code", call.now);
  });
  dropCookie(call, "request", config.url);
}

async function proveByPassword({ database }: Running, call: PersonCall, typed: string): Promise<void> {
  const { person, now } = call;
  const organisation = call.organisation.id;
  // Counted by session: whoever holds a stolen one cannot use it to guess the password, nor to keep its owner out.
  const allowed = await database.write(organisation, (tx) => countTry(tx, "password.device", person.sessionId, now));
  const account = await database.read(organisation, (db) => accountOf(db, person.id));
  const right = await verifySecret(allowed ? account?.password : undefined, typed, "person");
  if (!right) {
    await database.write(organisation, (tx) => noteRefusal(tx, person.id, "password", allowed ? "wrong" : "throttled", now, true));
    throw new Refusal(allowed ? "sign_in.wrong" : "request.too_many");
  }
  await database.write(organisation, (tx) => stepUp(tx, person.id, person.sessionId, "password", now));
}

async function show(running: Running, call: PersonCall, to: string, sent: boolean, wrong?: Wrong): Promise<Response> {
  const { lang } = call;
  const { account, passkeys } = await running.database.read(call.organisation.id, async (db) => ({
    account: await accountOf(db, call.person.id),
    passkeys: (await passkeysOf(db, call.person.id)).length,
  }));
  return sheet(running, call, {
    title: w.stepUp,
    wrong,
    passkeys: passkeys > 0,
    body: (
      <div class="form">
        <Errors call={call} wrong={wrong} />
        <p>{say(w.stepUpWhy, lang)}</p>
        {passkeys > 0 && (
          <PasskeyButton call={call} id="passkey" does="use" path="step-up/passkey" to={to}>
            {say(w.byPasskey, lang)}
          </PasskeyButton>
        )}
        {account?.password && (
          <Form lang={lang} action={at(call, "step-up")} hidden={{ to, by: "password" }} tight>
            <Field
              lang={lang}
              type="secret"
              name="password"
              label={say(w.password, lang)}
              need
              autocomplete="current-password"
              err={errOf(call, wrong, "password")}
            />
            <Send>
              <Button>{say(w.goOn, lang)}</Button>
            </Send>
          </Form>
        )}
        {!account?.password && sent && (
          <Form lang={lang} action={at(call, "step-up")} hidden={{ to, by: "code" }} tight>
            <Field
              lang={lang}
              type="code"
              name="code"
              label={say(w.code, lang)}
              need
              hint={say(w.codeLate, lang)}
              err={errOf(call, wrong, "code")}
            />
            <Send>
              <Button>{say(w.goOn, lang)}</Button>
            </Send>
          </Form>
        )}
        {!account?.password && (
          <Form lang={lang} action={at(call, "step-up/send")} hidden={{ to }} tight>
            <Send>
              <Button kind={sent ? "quiet" : "main"} icon="mail">
                {say(sent ? w.again : w.sendCode, lang)}
              </Button>
            </Send>
          </Form>
        )}
      </div>
    ),
  });
}
