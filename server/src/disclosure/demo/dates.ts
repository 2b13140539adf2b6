import { sharedOccasions } from "../../collection/index.js";
import { days, type Tx } from "../../platform/index.js";
import { dayOf } from "../../platform/page/index.js";
import { occasionsBy, openOccasion, recordEvent, setOutcome } from "../../retention/index.js";
import type { Scene } from "./fill.js";

/** The day so many days from now. */
export const dayIn = ({ running }: Scene, count: number): string => dayOf(new Date(running.clock.now().getTime() + days(count)));

/** How many days from now an order's warranty and upkeep end: two soon, one just over, one whose dates nobody recorded, the others later. */
const ends: readonly (readonly [warranty: number, maintenance: number] | undefined)[] = [[-20, 5], [12, -3], [-1, -2], undefined];

/** Gives each order its reference and its dates. */
export async function orderDates(scene: Scene): Promise<void> {
  const { running, organisation, policy, staff } = scene;
  const at = running.clock.now();
  const by = { kind: "staff", id: staff } as const;
  const orders = scene.sent.filter((s) => s.touchpoint === "service_order");
  await running.database.write(organisation.id, async (tx) => {
    for (const [i, { occasion }] of orders.entries()) {
      if (occasion === null) continue;
      const reference = `KG-2026-${String(i + 1).padStart(3, "0")}`;
      await openOccasion(tx, policy, { kind: "order", reference, occasion, open: false, by, at });
      const end = i < ends.length ? ends[i] : ([150 + 40 * i, 320 + 40 * i] as const);
      if (!end) continue;
      const dates = { installed: -360 + 20 * i, warranty_ends: end[0], maintenance_ends: end[1] };
      for (const [event, days] of Object.entries(dates)) {
        await recordEvent(tx, policy, { kind: "order", reference, event, on: dayIn(scene, days), by, at });
      }
    }
  });
}

/** One event is over and one is near; one vacancy is closed, with one person hired and one who may be asked again, and one is open. */
export async function eventsAndVacancies(scene: Scene): Promise<void> {
  const { running, organisation, policy, staff } = scene;
  const { event = [], vacancy = [] } = sharedOccasions[organisation.slug] ?? {};
  const happened = { by: { kind: "staff", id: staff }, at: running.clock.now() } as const;
  const held = (tx: Tx, reference = "", count = 0) =>
    recordEvent(tx, policy, { kind: "event", reference, event: "held", on: dayIn(scene, count), ...happened });
  const [closed = ""] = vacancy;
  await running.database.write(organisation.id, async (tx) => {
    const of = { kind: "vacancy", reference: closed, ...happened } as const;
    const [there] = await occasionsBy(tx, "vacancy", [closed]);
    const applied = scene.sent.filter((s) => s.occasion !== null && s.occasion === there?.id);
    for (const [i, outcome] of ["hired", "stays_in_touch"].entries()) {
      const person = applied[i]?.person;
      if (person) await setOutcome(tx, policy, { ...of, person, outcome });
    }
    await recordEvent(tx, policy, { ...of, event: "closed", on: dayIn(scene, -1) });
    await held(tx, event[0], -1);
    await held(tx, event[1], 9);
  });
}
