import { askCode, readCookie, writeCookie } from "../../identity/index.js";
import { type Page, type PersonCall, page } from "../../platform/http/index.js";
import { Refusal, type Running } from "../../platform/index.js";
import { inForce } from "../../policy/index.js";
import { history } from "../../vault/index.js";
import { type Corrected, correctOwn } from "../correct.js";
import { eraseOwnField } from "../erase.js";
import { ownValue, uuidOr } from "../find-own.js";
import { eraseWords } from "../hold/words.js";
import { changeDemandsProof, demandsProof, fieldOf, isCorrectable, named } from "../rules.js";
import { asked } from "../undone.js";
import { correctWords } from "../words.js";
import { CorrectPage } from "./correct.js";
import { EraseFieldPage } from "./erase.js";
import { at, backWith, posted, proveFirst, sheet, type Wrong, wrongFrom } from "./frame.js";

/** Setting one value right, proving a new contact, erasing one field. */
export function changingPages(running: Running): Page[] {
  return [
    page("get", "/account/values/:value/correct", "person", (call) => showCorrect(running, call)),
    page("post", "/account/values/:value/correct", "person", (call) => correct(running, call)),
    page("post", "/account/values/:value/code", "person", (call) => sendCode(running, call, idIn(call))),
    page("get", "/account/values/:value/erase", "person", (call) => showErase(running, call)),
    page("post", "/account/values/:value/erase", "person", (call) => erase(running, call)),
  ];
}

function idIn(call: PersonCall): string {
  return uuidOr(call.c.req.param("value"), "value.unknown");
}

async function showCorrect(running: Running, call: PersonCall, typed?: readonly string[], wrong?: Wrong): Promise<Response> {
  const policy = await inForce(running, call.organisation.id);
  const held = await running.database.read(call.organisation.id, (db) => ownValue(db, call.person.id, idIn(call)));
  const field = fieldOf(policy.policy, held.field);
  if (!isCorrectable(field)) throw new Refusal("value.fixed");
  if (changeDemandsProof(policy.policy, field) && !call.person.fresh) return proveFirst(call, call.path);
  const title = correctWords.title(named(policy.policy.fields, held.field, call.lang));
  const given = field.type === "choices" ? typed : typed?.[0];
  return sheet(call, { title, policy, wrong, body: <CorrectPage call={call} held={held} field={field} typed={given} wrong={wrong} /> });
}

async function correct(running: Running, call: PersonCall): Promise<Response> {
  const policy = await inForce(running, call.organisation.id);
  const id = idIn(call);
  const typed = (await posted(call)).all("value");
  const { database } = running;
  let corrected: Corrected;
  try {
    corrected = await asked(running, call, "correct", () =>
      database.write(call.organisation.id, async (tx) => {
        const held = await ownValue(tx, call.person.id, id);
        const field = fieldOf(policy.policy, held.field);
        if (changeDemandsProof(policy.policy, field) && !call.person.fresh) throw new Refusal("access.step_up");
        return correctOwn(tx, policy, call.person.id, id, field?.type === "choices" ? typed : typed[0], call.now);
      }),
    );
  } catch (error) {
    return showCorrect(running, call, typed, wrongFrom(error, "value"));
  }
  return corrected.waits ? sendCode(running, call, corrected.value) : backWith(call, "corrected");
}

/** Sends a code for a contact that waits, to be typed in this browser. */
async function sendCode(running: Running, call: PersonCall, id: string): Promise<Response> {
  await running.limits.take("code.asked", call.person.id);
  const { request } = await running.database.write(call.organisation.id, async (tx) => {
    const held = await ownValue(tx, call.person.id, id);
    if (!held.pending || held.person !== call.person.id) throw new Refusal("value.unknown");
    const ask = {
      purpose: "changed_contact" as const,
      person: held.person,
      value: id,
      device: readCookie(call, "device"),
      lang: call.lang,
    };
    return askCode(tx, ask, call.now);
  });
  writeCookie(call, "request", request, running.config.url);
  return call.c.redirect(`${at(call, "/code")}?to=${encodeURIComponent(`${at(call)}?done=verified`)}`, 303);
}

async function showErase(running: Running, call: PersonCall, wrong?: Wrong): Promise<Response> {
  const policy = await inForce(running, call.organisation.id);
  const { held, count } = await running.database.read(call.organisation.id, async (db) => {
    const held = await ownValue(db, call.person.id, idIn(call));
    return { held, count: (await history(db, held.person)).filter((v) => v.field === held.field).length };
  });
  if (demandsProof(policy.policy, "erase") && !call.person.fresh) return proveFirst(call, call.path);
  const title = eraseWords.fieldTitle(named(policy.policy.fields, held.field, call.lang));
  return sheet(call, {
    title,
    policy,
    wrong,
    body: <EraseFieldPage call={call} policy={policy} held={held} count={count} wrong={wrong} />,
  });
}

async function erase(running: Running, call: PersonCall): Promise<Response> {
  const policy = await inForce(running, call.organisation.id);
  const id = idIn(call);
  const form = await posted(call);
  try {
    await asked(running, call, "erase", async () => {
      if (form.text("confirm") !== "yes") throw new Refusal("erase.unconfirmed");
      if (demandsProof(policy.policy, "erase") && !call.person.fresh) throw new Refusal("access.step_up");
      return running.database.write(call.organisation.id, (tx) => eraseOwnField(tx, policy, call.person.id, id, call.now));
    });
  } catch (error) {
    return showErase(running, call, wrongFrom(error, "confirm"));
  }
  return backWith(call, "erased");
}
