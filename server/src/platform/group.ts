import pg from "pg";
import { isTogether } from "./database.js";
import type { OrganisationId } from "./ids.js";
import { Refusal } from "./refusal.js";

/** What became of one item of a group. `again`: it lost a race with another process, and goes with the next group. */
export type Outcome<Answer> =
  | { readonly state: "done"; readonly answer: Answer }
  | { readonly state: "refused"; readonly because: Error }
  | { readonly state: "again" };

export interface GroupOptions<Item, Answer> {
  /** Does all of them in one transaction and answers in the same order. It throws only where the whole transaction failed. */
  readonly run: (organisation: OrganisationId, items: readonly Item[]) => Promise<readonly Outcome<Answer>[]>;
  /** Items that share a key never run at the same time in this process: not in one group, not in two. */
  readonly keys: (item: Item) => readonly string[];
  /** Most items in one transaction. */
  readonly most?: number;
  /** Transactions of one organisation under way at once: while one waits for the disk, the next is being prepared. */
  readonly lanes?: number;
  /** Most items of one organisation that wait; beyond it, `server.busy`. */
  readonly queue?: number;
}

interface Waiting<Item, Answer> {
  readonly item: Item;
  readonly keys: readonly string[];
  readonly resolve: (answer: Answer) => void;
  readonly reject: (because: Error) => void;
  tries: number;
}

interface Lanes<Item, Answer> {
  waiting: Waiting<Item, Answer>[];
  readonly held: Set<string>;
  running: number;
  gathering: boolean;
}

/** Two processes that write about the same person at once win by turns, like tossed coins: this many losses in a row do not happen. */
const mostTries = 40;

/**
 * Group commit: requests that arrive together share one transaction, one organisation at a time. Each caller is answered only
 * after its own row is durable; one that is refused, or that breaks the statement, fails alone. There is no timer: a lone
 * request waits for the end of the current turn of the event loop, no longer.
 */
export class Group<Item, Answer> {
  readonly #o: Required<GroupOptions<Item, Answer>>;
  readonly #organisations = new Map<OrganisationId, Lanes<Item, Answer>>();

  constructor(options: GroupOptions<Item, Answer>) {
    this.#o = { most: 256, lanes: 2, queue: 10_000, ...options };
  }

  /** Waits until the item's own row is durable. Throws its refusal; `server.busy` where too many wait. */
  add(organisation: OrganisationId, item: Item): Promise<Answer> {
    if (isTogether()) return this.#alone(organisation, item);
    const lanes = this.#lanes(organisation);
    if (lanes.waiting.length >= this.#o.queue) return Promise.reject(new Refusal("server.busy"));
    return new Promise((resolve, reject) => {
      lanes.waiting.push({ item, keys: this.#o.keys(item), resolve, reject, tries: 0 });
      this.#gather(organisation, lanes);
    });
  }

  /** Inside a transaction of the caller's own, which the others of a group cannot share. */
  async #alone(organisation: OrganisationId, item: Item): Promise<Answer> {
    for (let tries = 0; tries < 8; tries++) {
      const [outcome] = await this.#o.run(organisation, [item]);
      if (outcome?.state === "done") return outcome.answer;
      if (outcome?.state === "refused") throw outcome.because;
    }
    throw new Refusal("server.busy");
  }

  #lanes(organisation: OrganisationId): Lanes<Item, Answer> {
    const known = this.#organisations.get(organisation);
    if (known) return known;
    const made: Lanes<Item, Answer> = { waiting: [], held: new Set(), running: 0, gathering: false };
    this.#organisations.set(organisation, made);
    return made;
  }

  #gather(organisation: OrganisationId, lanes: Lanes<Item, Answer>): void {
    if (lanes.gathering || lanes.running >= this.#o.lanes || lanes.waiting.length === 0) return;
    lanes.gathering = true;
    setImmediate(() => {
      lanes.gathering = false;
      const group = this.#take(lanes);
      if (group.length === 0) return;
      lanes.running++;
      void this.#run(organisation, lanes, group).finally(() => {
        lanes.running--;
        for (const w of group) for (const key of w.keys) lanes.held.delete(key);
        if (lanes.waiting.length > 0) this.#gather(organisation, lanes);
        else if (lanes.running === 0 && !lanes.gathering) this.#organisations.delete(organisation);
      });
      this.#gather(organisation, lanes);
    });
  }

  /**
   * The oldest whose keys are free, in the order they came. A key that must wait holds back everything behind it that shares it. What
   * waits is shared among the free lanes: were one to take all, the other would be empty whenever the first waits for the disk.
   */
  #take(lanes: Lanes<Item, Answer>): Waiting<Item, Answer>[] {
    const most = Math.min(this.#o.most, Math.max(8, Math.ceil(lanes.waiting.length / (this.#o.lanes - lanes.running))));
    const group: Waiting<Item, Answer>[] = [];
    const left: Waiting<Item, Answer>[] = [];
    const passed = new Set<string>();
    let at = 0;
    for (; at < lanes.waiting.length && group.length < most; at++) {
      const w = lanes.waiting[at];
      if (!w) continue;
      if (w.keys.some((key) => lanes.held.has(key) || passed.has(key))) {
        for (const key of w.keys) passed.add(key);
        left.push(w);
        continue;
      }
      for (const key of w.keys) lanes.held.add(key);
      group.push(w);
    }
    lanes.waiting = left.length === 0 ? lanes.waiting.slice(at) : [...left, ...lanes.waiting.slice(at)];
    return group;
  }

  async #run(organisation: OrganisationId, lanes: Lanes<Item, Answer>, group: readonly Waiting<Item, Answer>[]): Promise<void> {
    try {
      const outcomes = await this.#o.run(
        organisation,
        group.map((w) => w.item),
      );
      for (const [i, w] of group.entries()) {
        const outcome = outcomes[i];
        if (outcome?.state === "done") w.resolve(outcome.answer);
        else if (outcome?.state === "refused") w.reject(outcome.because);
        else if (++w.tries < mostTries) lanes.waiting.unshift(w);
        else w.reject(new Refusal("server.busy"));
      }
    } catch (error) {
      if (group.length > 1 && isOfARow(error)) {
        const half = group.length >> 1;
        await this.#run(organisation, lanes, group.slice(0, half));
        await this.#run(organisation, lanes, group.slice(half));
        return;
      }
      const because = error instanceof Error ? error : new Error("a group failed");
      for (const w of group) w.reject(because);
    }
  }
}

/**
 * The database refused the statement for what a row holds (SQLSTATE classes 22 and 23), so nothing was committed and the rest may be tried
 * without it. After a lost connection the outcome is unknown: then nobody is told that it was done, and nothing is repeated.
 */
function isOfARow(error: unknown): boolean {
  return error instanceof Refusal || (error instanceof pg.DatabaseError && /^2[23]/.test(error.code ?? ""));
}
