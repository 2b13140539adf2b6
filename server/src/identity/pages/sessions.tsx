import { type Page, type PersonCall, page } from "../../platform/http/index.js";
import type { Running } from "../../platform/index.js";
import { Button, Form, Moment, Send, say, Table } from "../../platform/page/index.js";
import { lockAccount } from "../account/lock.js";
import { accountOf } from "../account/store.js";
import { dropCookie } from "../cookies.js";
import { endSession, endSessions } from "../session/end.js";
import { sessionsOf } from "../session/store.js";
import { at, formOf, sheet } from "./frame.js";
import { words as w } from "./words.js";

/** Seeing and ending sessions, signing out, and locking the account at once. */
export function sessionPages(running: Running): Page[] {
  return [
    page("get", "/account/sessions", "person", (call) => show(running, call)),
    page("post", "/account/sessions/end", "person", (call) => end(running, call)),
    page("post", "/account/sessions/end-others", "person", (call) => endOthers(running, call)),
    page("post", "/account/sign-out", "person", (call) => signOut(running, call)),
    page("get", "/account/lock", "person", (call) => showLock(running, call)),
    page("post", "/account/lock", "person", (call) => lock(running, call)),
  ];
}

async function end(running: Running, call: PersonCall): Promise<Response> {
  const session = (await formOf(call))("session");
  if (session === call.person.sessionId) return signOut(running, call);
  if (/^[0-9a-f-]{36}$/.test(session)) {
    await running.database.write(call.organisation.id, (tx) => endSession(tx, call.person.id, session, "person", call.now));
  }
  return call.c.redirect(at(call, "sessions"), 303);
}

async function endOthers(running: Running, call: PersonCall): Promise<Response> {
  const { id, sessionId } = call.person;
  await running.database.write(call.organisation.id, (tx) => endSessions(tx, id, sessionId, "person", call.now));
  return call.c.redirect(at(call, "sessions"), 303);
}

async function signOut(running: Running, call: PersonCall): Promise<Response> {
  await running.database.write(call.organisation.id, (tx) => endSession(tx, call.person.id, call.person.sessionId, "person", call.now));
  return leave(running, call, `/${call.organisation.slug}`);
}

async function lock(running: Running, call: PersonCall): Promise<Response> {
  await running.database.write(call.organisation.id, (tx) => lockAccount(tx, call.person.id, call.now));
  return leave(running, call, at(call, "sign-in?locked=1"));
}

/** What pages of the account the browser kept goes with the session (ASVS 14.3.1). */
function leave(running: Running, call: PersonCall, to: string): Response {
  dropCookie(call, "person", running.config.url);
  call.c.header("Clear-Site-Data", '"cache"');
  return call.c.redirect(to, 303);
}

async function show(running: Running, call: PersonCall): Promise<Response> {
  const { lang } = call;
  const { sessions, account } = await running.database.read(call.organisation.id, async (db) => ({
    sessions: await sessionsOf(db, call.person.id, call.now),
    account: await accountOf(db, call.person.id),
  }));
  return sheet(running, call, {
    title: w.sessions,
    body: (
      <div class="form">
        <p>{say(w.sessionsHint, lang)}</p>
        <Table
          caption={say(w.sessions, lang)}
          quiet
          head={[say(w.device, lang), say(w.seen, lang), say(w.end, lang)]}
          rows={sessions.map((s) => [
            <>
              {s.label || say(w.unknownDevice, lang)}
              {s.id === call.person.sessionId && <> ({say(w.thisOne, lang)})</>}
            </>,
            <Moment at={s.seenAt} lang={lang} />,
            <Form lang={lang} action={at(call, "sessions/end")} hidden={{ session: s.id }} tight>
              <Button kind="quiet">{say(s.id === call.person.sessionId ? w.signOut : w.end, lang)}</Button>
            </Form>,
          ])}
        />
        {sessions.length > 1 && (
          <Form lang={lang} action={at(call, "sessions/end-others")} tight>
            <Send>
              <Button kind="quiet">{say(w.endOthers, lang)}</Button>
            </Send>
          </Form>
        )}
        <ul class="links">
          <li>
            <a href={at(call, "passkeys")}>{say(w.passkeys, lang)}</a>
          </li>
          {account?.password && (
            <li>
              <a href={at(call, "password")}>{say(w.changePassword, lang)}</a>
            </li>
          )}
          <li>
            <a href={at(call, "lock")}>{say(w.lock, lang)}</a>
          </li>
        </ul>
      </div>
    ),
  });
}

function showLock(running: Running, call: PersonCall): Promise<Response> {
  const { lang } = call;
  return sheet(running, call, {
    title: w.lock,
    body: (
      <Form lang={lang} action={at(call, "lock")} tight>
        <p>{say(w.lockWhat, lang)}</p>
        <Send>
          <Button kind="danger" icon="lock">
            {say(w.lock, lang)}
          </Button>
        </Send>
      </Form>
    ),
  });
}
