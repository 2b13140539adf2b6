import { z } from "zod";
import { occurrences } from "../../evidence/index.js";
import { type Check, type CheckCall, check, judge, textIn } from "../../policy/index.js";
import { callHours } from "./rules.js";
import { callersSince, callsSince } from "./store.js";

/**
 * Nobody was shown to a caller before it was known that they registered and agreed, and every call has its topic. Looked at: each reading by
 * a member of staff while one of their calls was open, or made in a call's name, against those the call's answer was yes for.
 */
export const callerCheck: Check = check("access.caller_check", async (call) => {
  const { db, since, now, parameters } = call;
  const purpose = textIn(parameters, "purpose");
  const topics = Array.isArray(parameters.topics) ? parameters.topics.length : 0;
  const calls = (await callsSince(db, since)).filter((c) => c.purpose === purpose);
  const shownEarly = await readTooEarly(call, calls);
  const overdue = calls.filter((c) => c.topic === null && now.getTime() - c.openedAt.getTime() > callHours * 3_600_000);
  const outside = calls.filter((c) => c.outcome === "answered" && (!c.agreed || (topics > 0 && c.topic === "other")));
  const answered = calls.filter((c) => c.outcome === "answered" && c.agreed).length;
  const no = calls.filter((c) => !c.agreed).length;
  const violations = [...new Set([...shownEarly, ...overdue.map((c) => c.id), ...outside.map((c) => c.id)])];
  return judge({
    done: answered,
    refused: no,
    violations,
    explanation:
      violations.length > 0
        ? {
            vi: `${shownEarly.length} lần mở hồ sơ trước khi biết người gọi đã đồng ý, ${overdue.length} cuộc gọi không ghi chủ đề, ${outside.length} cuộc trả lời ngoài cam kết.`,
            en: `${shownEarly.length} readings before it was known that the caller agreed, ${overdue.length} calls without a topic, ${outside.length} answered outside the promise.`,
          }
        : {
            vi: `${calls.length} cuộc gọi: ${answered} cuộc được trả lời sau khi biết người gọi đã đăng ký và đồng ý; ${no} cuộc nhận câu “không”.`,
            en: `${calls.length} calls: ${answered} answered after it was known that the caller registered and agreed; ${no} got a no.`,
          },
  });
});

type Calls = Awaited<ReturnType<typeof callsSince>>;
const most = 100_000;
const reading = z.object({
  actor: z.object({ kind: z.string(), id: z.string().optional() }),
  detail: z.object({ call: z.string().optional() }).default({}),
});

/** Ids of readings within a call about somebody for whom its answer was not yes by then. */
async function readTooEarly({ db, since }: CheckCall, calls: Calls): Promise<string[]> {
  const yes = new Map((await callersSince(db, since)).map((p) => [`${p.call} ${p.person}`, p.agreedAt]));
  const byStaff = Map.groupBy(calls, (c) => String(c.staff));
  const early = new Set<string>();
  const settled = new Set<string>();
  for (const e of await occurrences(db, ["value.read"], since, most)) {
    const { actor, detail } = reading.parse(JSON.parse(e.canonical));
    if (actor.kind !== "staff" || actor.id === undefined) continue;
    const at = e.at.getTime();
    const during = (byStaff.get(actor.id) ?? []).filter(
      (c) => c.id === detail.call || (c.openedAt.getTime() <= at && (c.closedAt === null || at < c.closedAt.getTime())),
    );
    for (const c of during) {
      const agreedAt = yes.get(`${c.id} ${e.personId}`);
      if (agreedAt && agreedAt.getTime() <= at) settled.add(e.id);
      else early.add(e.id);
    }
  }
  // Two records that are one person are read together: one of them was the caller's.
  return [...early].filter((id) => !settled.has(id));
}
