import { type OrganisationCall, type Page, type PersonCall, page } from "../../platform/http/index.js";
import { Refusal, type Running } from "../../platform/index.js";
import { Button, Field, Form, Send, say, Told } from "../../platform/page/index.js";
import { findAccount } from "../account/find.js";
import { changePassword, resetPassword } from "../account/reset.js";
import { accountWays } from "../account/ways.js";
import { askCode } from "../code/ask.js";
import { dropCookie, readCookie, writeCookie } from "../cookies.js";
import { evenAnswer, evenly } from "../even.js";
import { at, Errors, errOf, formOf, policyOf, sheet, type Wrong, wrongFrom } from "./frame.js";
import { words as w } from "./words.js";

/** A new password: by a code when it is lost, or by the person who just proved to know the old one. Only where accounts have passwords. */
export function passwordPages(running: Running): Page[] {
  return [
    page("get", "/account/reset", "anyone", (call) => showAsk(running, call)),
    page("post", "/account/reset", "anyone", (call) => ask(running, call)),
    page("get", "/account/reset/new", "anyone", (call) => showNew(running, call)),
    page("post", "/account/reset/new", "anyone", (call) => reset(running, call)),
    page("get", "/account/password", "person.fresh", (call) => showChange(running, call)),
    page("post", "/account/password", "person.fresh", (call) => change(running, call)),
  ];
}

async function ask(running: Running, call: OrganisationCall): Promise<Response> {
  const { policy } = await havePasswords(running, call);
  const form = await formOf(call);
  try {
    await running.limits.take("code.asked", call.ip);
    return await evenly(evenAnswer, async () => {
      const account = await running.database.read(call.organisation.id, (db) => findAccount(db, policy, form("name")));
      const person = account?.password === null ? undefined : account?.personId;
      const device = readCookie(call, "device");
      const { request } = await running.database.write(call.organisation.id, (tx) =>
        askCode(tx, { purpose: "reset", person, device, lang: call.lang }, call.now),
      );
      writeCookie(call, "request", request, running.config.url);
      return call.c.redirect(at(call, "reset/new"), 303);
    });
  } catch (error) {
    return showAsk(running, call, wrongFrom(error, "name"));
  }
}

async function reset(running: Running, call: OrganisationCall): Promise<Response> {
  const { policy } = await havePasswords(running, call);
  const form = await formOf(call);
  try {
    await running.limits.take("sign_in.tried", call.ip);
    const by = { request: readCookie(call, "request"), code: form("code"), password: form("password") };
    await evenly(evenAnswer, () => resetPassword(running.database, call.organisation.id, policy, by, call.now));
    dropCookie(call, "request", running.config.url);
    dropCookie(call, "person", running.config.url);
    return call.c.redirect(at(call, "sign-in?reset=1"), 303);
  } catch (error) {
    return showNew(running, call, wrongFrom(error, "code"));
  }
}

async function change(running: Running, call: PersonCall): Promise<Response> {
  const { policy } = await havePasswords(running, call);
  const form = await formOf(call);
  try {
    const by = { person: call.person.id, session: call.person.sessionId, password: form("password") };
    await changePassword(running.database, call.organisation.id, policy, by, call.now);
    return call.c.redirect(at(call, "password?changed=1"), 303);
  } catch (error) {
    return showChange(running, call, wrongFrom(error, "password"));
  }
}

async function havePasswords(running: Running, call: OrganisationCall) {
  const published = await policyOf(running, call);
  if (!accountWays(published.policy).password) throw new Refusal("page.unknown");
  return published;
}

async function showAsk(running: Running, call: OrganisationCall, wrong?: Wrong): Promise<Response> {
  await havePasswords(running, call);
  const { lang } = call;
  return sheet(running, call, {
    title: w.reset,
    wrong,
    body: (
      <Form lang={lang} action={at(call, "reset")} tight>
        <Errors call={call} wrong={wrong} />
        <p>{say(w.byCodeHint, lang)}</p>
        <Field lang={lang} type="username" name="name" label={say(w.nameOrEmail, lang)} need err={errOf(call, wrong, "name")} />
        <Send>
          <Button icon="mail">{say(w.byCode, lang)}</Button>
        </Send>
      </Form>
    ),
  });
}

async function showNew(running: Running, call: OrganisationCall, wrong?: Wrong): Promise<Response> {
  await havePasswords(running, call);
  const { lang } = call;
  return sheet(running, call, {
    title: w.reset,
    wrong,
    body: (
      <Form lang={lang} action={at(call, "reset/new")} tight>
        <Errors call={call} wrong={wrong} />
        <p>{say(w.codeSent, lang)}</p>
        <Field
          lang={lang}
          type="code"
          name="code"
          label={say(w.code, lang)}
          need
          hint={say(w.codeLate, lang)}
          err={errOf(call, wrong, "code")}
        />
        <NewPassword call={call} wrong={wrong} />
        <Send>
          <Button>{say(w.reset, lang)}</Button>
          <a href={at(call, "reset")}>{say(w.again, lang)}</a>
        </Send>
      </Form>
    ),
  });
}

async function showChange(running: Running, call: PersonCall, wrong?: Wrong): Promise<Response> {
  await havePasswords(running, call);
  const { lang } = call;
  return sheet(running, call, {
    title: w.changePassword,
    wrong,
    body: (
      <Form lang={lang} action={at(call, "password")} tight>
        {call.c.req.query("changed") && (
          <Told title={say(w.changed, lang)}>
            <p>{say(w.changedWhat, lang)}</p>
          </Told>
        )}
        <Errors call={call} wrong={wrong} />
        <NewPassword call={call} wrong={wrong} />
        <Send>
          <Button>{say(w.changePassword, lang)}</Button>
        </Send>
      </Form>
    ),
  });
}

function NewPassword({ call, wrong }: { call: OrganisationCall; wrong: Wrong | undefined }) {
  const { lang } = call;
  return (
    <Field
      lang={lang}
      type="secret"
      name="password"
      label={say(w.newPassword, lang)}
      need
      hint={say(w.newPasswordHint, lang)}
      err={errOf(call, wrong, "password")}
      autocomplete="new-password"
      again={wrong !== undefined}
    />
  );
}
