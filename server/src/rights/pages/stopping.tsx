import { type Page, type PersonCall, page } from "../../platform/http/index.js";
import { Refusal, type Running } from "../../platform/index.js";
import { inForce } from "../../policy/index.js";
import { answerOwn, restrictOwn, type StopName, stopMarketing, stopOwn, wordsFor } from "../consents.js";
import { named } from "../rules.js";
import { asked } from "../undone.js";
import { AnswerPage } from "./answer.js";
import { backWith, posted, sheet, type Wrong, wrongFrom } from "./frame.js";

/** Withdrawing, objecting, restricting, ending either, answering anew. Stopping needs the database alone. */
export function stoppingPages(running: Running): Page[] {
  return [
    ...(["withdraw", "object", "lift"] as const).map((verb) =>
      page("post", `/account/purposes/:purpose/${verb}`, "person", (call) => stop(running, call, verb)),
    ),
    page("post", "/account/restrict", "person", (call) => restricting(running, call, true)),
    page("post", "/account/unrestrict", "person", (call) => restricting(running, call, false)),
    page("post", "/account/purposes/:purpose/unrestrict", "person", (call) => restricting(running, call, false, purposeIn(call))),
    page("post", "/account/stop-marketing", "person", (call) => stopAll(running, call)),
    page("get", "/account/purposes/:purpose", "person", (call) => show(running, call)),
    page("post", "/account/purposes/:purpose", "person", (call) => answer(running, call)),
  ];
}

function purposeIn(call: PersonCall): string {
  const purpose = call.c.req.param("purpose");
  if (purpose === undefined || !/^[a-z][a-z0-9_]{0,47}$/.test(purpose)) throw new Refusal("purpose.unknown");
  return purpose;
}

async function stop(running: Running, call: PersonCall, verb: StopName): Promise<Response> {
  const policy = await inForce(running, call.organisation.id);
  const purpose = purposeIn(call);
  await asked(running, call, verb === "withdraw" ? "withdraw" : "object", () =>
    running.database.write(call.organisation.id, (tx) => stopOwn(tx, policy, call.person.id, verb, purpose, call.now)),
  );
  return backWith(call, verb);
}

async function restricting(running: Running, call: PersonCall, on: boolean, purpose?: string): Promise<Response> {
  await asked(running, call, "restrict", () =>
    running.database.write(call.organisation.id, (tx) => restrictOwn(tx, call.person.id, on, call.now, purpose)),
  );
  return backWith(call, on ? "restrict" : "unrestrict");
}

async function stopAll(running: Running, call: PersonCall): Promise<Response> {
  const policy = await inForce(running, call.organisation.id);
  await asked(running, call, "object", () =>
    running.database.write(call.organisation.id, (tx) => stopMarketing(tx, policy, call.person.id, call.now)),
  );
  return backWith(call, "stopped");
}

async function show(running: Running, call: PersonCall, wrong?: Wrong): Promise<Response> {
  const policy = await inForce(running, call.organisation.id);
  const purpose = purposeIn(call);
  const { shown } = await running.database.read(call.organisation.id, (db) => wordsFor(db, policy, call.person.id, purpose, call.lang));
  const title = named(policy.policy.purposes, purpose, call.lang);
  return sheet(call, {
    title: { vi: title, en: title },
    policy,
    wrong,
    body: <AnswerPage call={call} policy={policy} purpose={purpose} shown={shown} wrong={wrong} />,
  });
}

async function answer(running: Running, call: PersonCall): Promise<Response> {
  const policy = await inForce(running, call.organisation.id);
  const purpose = purposeIn(call);
  const form = await posted(call);
  const said = form.text("answer");
  if (said !== "given" && said !== "refused") return show(running, call);
  const lang = form.text("lang") === "en" ? "en" : "vi";
  try {
    await running.database.write(call.organisation.id, (tx) =>
      answerOwn(tx, policy, call.person.id, { purpose, agreed: said === "given", digest: form.text("digest"), lang, now: call.now }),
    );
  } catch (error) {
    return show(running, call, wrongFrom(error, "answer"));
  }
  return backWith(call, said === "given" ? "agree" : "refuse");
}
