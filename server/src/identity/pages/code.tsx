import { type OrganisationCall, type Page, page } from "../../platform/http/index.js";
import type { Running } from "../../platform/index.js";
import { Button, Field, Form, Send, say } from "../../platform/page/index.js";
import { useFor } from "../account/confirm.js";
import { checkCode } from "../code/check.js";
import { dropCookie, readCookie } from "../cookies.js";
import { evenAnswer, evenly } from "../even.js";
import { provePerson } from "../session/prove.js";
import { handOver } from "./enter.js";
import { at, backTo, browserOf, Errors, errOf, formOf, policyOf, sheet, type Wrong, wrongFrom } from "./frame.js";
import { words as w } from "./words.js";

/** Where a mailed code is typed: after signing in by e-mail, after registering, after changing a contact. */
export function codePages(running: Running): Page[] {
  return [
    page("get", "/account/code", "anyone", (call) => show(running, call, backTo(call, call.c.req.query("to")))),
    page("post", "/account/code", "anyone", (call) => use(running, call)),
  ];
}

async function use(running: Running, call: OrganisationCall): Promise<Response> {
  const form = await formOf(call);
  const to = backTo(call, form("to"));
  const { database } = running;
  const organisation = call.organisation.id;
  try {
    await running.limits.take("sign_in.tried", call.ip);
    const { policy } = await policyOf(running, call);
    const used = await evenly(evenAnswer, async () => {
      const request = readCookie(call, "request");
      const row = await checkCode(
        database,
        organisation,
        request,
        form("code"),
        ["confirm_contact", "sign_in", "unlock", "changed_contact"],
        call.now,
      );
      const here = await provePerson(database, organisation, readCookie(call, "person"), call.now);
      const session = here?.id === row.personId ? here.sessionId : undefined;
      return database.write(organisation, (tx) => useFor(tx, policy, row, browserOf(call), session, call.now));
    });
    if (used.kind === "started") await handOver(running, call, used.started);
    else dropCookie(call, "request", running.config.url);
    return call.c.redirect(to, 303);
  } catch (error) {
    return show(running, call, to, wrongFrom(error, "code"));
  }
}

function show(running: Running, call: OrganisationCall, to: string, wrong?: Wrong): Promise<Response> {
  const { lang } = call;
  return sheet(running, call, {
    title: w.codeTitle,
    wrong,
    body: (
      <Form lang={lang} action={at(call, "code")} hidden={{ to }} tight>
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
        <Send>
          <Button>{say(w.goOn, lang)}</Button>
          <a href={at(call, `sign-in?to=${encodeURIComponent(to)}`)}>{say(w.again, lang)}</a>
        </Send>
      </Form>
    ),
  });
}
