import { attestPromise, checkPromises, readPromiseHistory, readPromises } from "@kept/contract";
import { checkText, type Finding } from "@kept/language";
import { type ActingCall, type Served, serve } from "../platform/http/index.js";
import { Refusal, type Running } from "../platform/index.js";
import { dayOf } from "../platform/page/index.js";
import { type Check, inForce, sourceInForce } from "../policy/index.js";
import { attest } from "./attest.js";
import { type BoardControl, boardOf } from "./board.js";
import { runChecks } from "./run.js";
import { changeRows } from "./store.js";

/** The endpoints of the promise board, for staff: everything, at once, with what the policy lacks. */
export function promisesServed(running: Running, checks: readonly Check[]): Served[] {
  const board = (call: ActingCall) => answerBoard(running, call, checks);
  return [
    serve(readPromises, board),
    serve(checkPromises, async (call) => {
      await runChecks(running, call.organisation, checks);
      return board(call);
    }),
    serve(readPromiseHistory, async (call, { params }) => {
      const { policy } = await inForce(running, call.organisation.id);
      const rows = await running.database.read(call.organisation.id, (db) => changeRows(db, params.promise, 200));
      if (rows.length === 0 && !policy.promises.some((p) => p.id === params.promise)) throw new Refusal("promise.unknown");
      return {
        changes: rows.map((r) => ({
          at: r.at.toISOString(),
          control: r.control,
          policy_version: r.policy_version,
          was: r.was,
          became: r.became,
          violations: [...r.violations],
          explanation: { vi: r.explanation_vi, en: r.explanation_en },
        })),
      };
    }),
    serve(attestPromise, async (call, { params, body }) => {
      const { caller, now } = call;
      if (caller.kind !== "staff") throw new Refusal("access.forbidden");
      const row = await running.database.write(call.organisation.id, (tx) =>
        attest(tx, { promise: params.promise, ...body, by: { id: caller.id }, today: dayOf(now), now }),
      );
      await runChecks(running, call.organisation, checks);
      return { id: row.id, until: row.valid_until, attested_at: row.attested_at.toISOString() };
    }),
  ];
}

async function answerBoard(running: Running, call: ActingCall, checks: readonly Check[]) {
  const published = await inForce(running, call.organisation.id);
  const board = await boardOf(running.database, call.organisation, published, checks, call.now);
  const { findings } = checkText(await running.database.read(call.organisation.id, sourceInForce));
  return {
    policy_version: published.version,
    checked_at: board.checkedAt?.toISOString() ?? null,
    promises: board.promises.map(({ promise, standing, controls }, place) => ({
      id: promise.id,
      text: promise.text,
      about: promise.about,
      standing,
      controls: controls.map(controlOf),
      gaps: gapsOf(findings, place),
    })),
  };
}

function controlOf(c: BoardControl) {
  const { control, standing, done, refused, violations, explanation } = c;
  return {
    control,
    text: c.text ? { vi: c.text.vi, en: c.text.en } : null,
    standing,
    done,
    refused,
    violations: [...violations],
    explanation: { vi: explanation.vi, en: explanation.en },
    checked_at: c.checkedAt?.toISOString() ?? null,
    since: c.since?.toISOString() ?? null,
  };
}

/** Findings about the promise at this place of the file. */
function gapsOf(findings: readonly Finding[], place: number) {
  const at = `promises.${place}`;
  return findings
    .filter((f) => f.path === at || f.path.startsWith(`${at}.`))
    .map(({ code, line, text, mend }) => ({ code, line, text: { vi: text.vi, en: text.en }, mend: { vi: mend.vi, en: mend.en } }));
}
