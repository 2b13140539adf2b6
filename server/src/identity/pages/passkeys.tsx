import { passkeyMade, passkeyShown } from "@kept/contract";
import { z } from "zod";
import { type OrganisationCall, type Page, type PersonCall, page } from "../../platform/http/index.js";
import { Refusal, type Running } from "../../platform/index.js";
import { Button, Day, dayOf, Empty, Form, say, Table } from "../../platform/page/index.js";
import { dropCookie, readCookie, writeCookie } from "../cookies.js";
import { askPasskey, type Party } from "../passkey/ceremony.js";
import { passkeysOf } from "../passkey/store.js";
import { addPasskey, enterByPasskey, offerPasskey, removePasskey, stepUpByPasskey } from "../passkey/use.js";
import { deviceLabel } from "../rules.js";
import { handOver } from "./enter.js";
import { at, backTo, browserOf, formOf, PasskeyButton, policyOf, sheet } from "./frame.js";
import { words as w } from "./words.js";

/** Passkeys: seeing, adding and removing them, signing in and stepping up by one. The parts that answer JSON are for the script. */
export function passkeyPages(running: Running): Page[] {
  return [
    page("get", "/account/passkeys", "person", (call) => show(running, call)),
    page("post", "/account/passkeys/remove", "person.fresh", (call) => remove(running, call)),
    page("post", "/account/passkeys/options", "person.fresh", (call) => offer(running, call)),
    page("post", "/account/passkeys", "person.fresh", (call) => add(running, call)),
    page("post", "/account/passkey/options", "anyone", (call) => ask(running, call, "sign_in")),
    page("post", "/account/passkey", "anyone", (call) => enter(running, call)),
    page("post", "/account/step-up/passkey/options", "person", (call) => ask(running, call, "step_up")),
    page("post", "/account/step-up/passkey", "person", (call) => stepUp(running, call)),
  ];
}

const shown = z.object({ passkey: passkeyShown, to: z.string().max(2000).optional() });
const made = z.object({ passkey: passkeyMade, to: z.string().max(2000).optional() });

async function ask(running: Running, call: OrganisationCall, purpose: "sign_in" | "step_up"): Promise<Response> {
  await running.limits.take("sign_in.tried", call.ip);
  const party = await partyOf(running, call);
  const asked = await running.database.write(call.organisation.id, (tx) => askPasskey(tx, party, purpose, call.now));
  writeCookie(call, "ceremony", asked.request, running.config.url);
  return call.c.json(asked.options);
}

async function enter(running: Running, call: OrganisationCall): Promise<Response> {
  const { passkey, to } = await bodyOf(call, shown);
  const party = await partyOf(running, call);
  const by = { request: readCookie(call, "ceremony"), shown: passkey, browser: browserOf(call) };
  const started = await running.database.write(call.organisation.id, (tx) => enterByPasskey(tx, party, by, call.now));
  await handOver(running, call, started);
  return finish(running, call, to);
}

async function stepUp(running: Running, call: PersonCall): Promise<Response> {
  const { passkey, to } = await bodyOf(call, shown);
  const party = await partyOf(running, call);
  const by = { person: call.person.id, session: call.person.sessionId, request: readCookie(call, "ceremony"), shown: passkey };
  await running.database.write(call.organisation.id, (tx) => stepUpByPasskey(tx, party, by, call.now));
  return finish(running, call, to);
}

async function offer(running: Running, call: PersonCall): Promise<Response> {
  const party = await partyOf(running, call);
  const offered = await running.database.write(call.organisation.id, (tx) => offerPasskey(tx, party, call.person.id, call.now));
  writeCookie(call, "ceremony", offered.request, running.config.url);
  return call.c.json(offered.options);
}

async function add(running: Running, call: PersonCall): Promise<Response> {
  const { passkey, to } = await bodyOf(call, made);
  const party = await partyOf(running, call);
  const label = deviceLabel(call.c.req.header("user-agent") ?? "");
  const by = { person: call.person.id, session: call.person.sessionId, request: readCookie(call, "ceremony"), label, made: passkey };
  await running.database.write(call.organisation.id, (tx) => addPasskey(tx, party, by, call.now));
  return finish(running, call, to);
}

async function remove(running: Running, call: PersonCall): Promise<Response> {
  const id = z.uuid().safeParse((await formOf(call))("passkey"));
  if (id.success) {
    const { id: person, sessionId } = call.person;
    await running.database.write(call.organisation.id, (tx) => removePasskey(tx, person, sessionId, id.data, call.now));
  }
  return call.c.redirect(at(call, "passkeys"), 303);
}

function finish(running: Running, call: OrganisationCall, to: string | undefined): Response {
  dropCookie(call, "ceremony", running.config.url);
  return call.c.json({ to: backTo(call, to) });
}

async function partyOf(running: Running, call: OrganisationCall): Promise<Party> {
  const { policy } = await policyOf(running, call);
  return { url: running.config.url, name: policy.organisation.name.vi };
}

async function bodyOf<T extends z.ZodType>(call: OrganisationCall, schema: T): Promise<z.output<T>> {
  const read = schema.safeParse(await call.c.req.json().catch(() => undefined));
  if (!read.success) throw new Refusal("request.malformed");
  return read.data;
}

async function show(running: Running, call: PersonCall): Promise<Response> {
  const { lang } = call;
  const passkeys = await running.database.read(call.organisation.id, (db) => passkeysOf(db, call.person.id));
  return sheet(running, call, {
    title: w.passkeys,
    passkeys: true,
    body: (
      <div class="form">
        <p>{say(w.passkeysHint, lang)}</p>
        {passkeys.length === 0 ? (
          <Empty title={say(w.passkeyNone, lang)}>
            <p>{say(w.passkeyScript, lang)}</p>
          </Empty>
        ) : (
          <Table
            caption={say(w.passkeys, lang)}
            quiet
            head={[say(w.device, lang), say(w.added, lang), say(w.passkeyRemove, lang)]}
            rows={passkeys.map((p) => [
              p.label || say(w.unknownDevice, lang),
              <Day date={dayOf(p.addedAt)} lang={lang} />,
              <Form lang={lang} action={at(call, "passkeys/remove")} hidden={{ passkey: p.id }} tight>
                <Button kind="quiet">{say(w.passkeyRemove, lang)}</Button>
              </Form>,
            ])}
          />
        )}
        {call.person.fresh ? (
          <PasskeyButton call={call} id="passkey" does="add" path="passkeys" to={at(call, "passkeys")}>
            {say(w.passkeyAdd, lang)}
          </PasskeyButton>
        ) : (
          <p>
            <Button kind="quiet" href={at(call, `step-up?to=${encodeURIComponent(at(call, "passkeys"))}`)}>
              {say(w.passkeyAdd, lang)}
            </Button>
          </p>
        )}
      </div>
    ),
  });
}
