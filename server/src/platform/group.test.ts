import { describe, expect, it } from "vitest";
import { Group, type Outcome } from "./group.js";
import { newId, organisationId } from "./ids.js";
import { Refusal } from "./refusal.js";

const a = organisationId.parse(newId());
const done = <T>(answer: T): Outcome<T> => ({ state: "done", answer });

function recording(over: Partial<ConstructorParameters<typeof Group<number, number>>[0]> = {}) {
  const groups: number[][] = [];
  const group = new Group<number, number>({
    keys: (n) => [String(n % 100)],
    run: async (_o, items) => {
      groups.push([...items]);
      await new Promise((r) => setTimeout(r, 5));
      return items.map((n) => done(n * 2));
    },
    ...over,
  });
  return { group, groups };
}

describe("a group", () => {
  it("takes everything that arrives together into one transaction, and answers each", async () => {
    const { group, groups } = recording();
    expect(await Promise.all([1, 2, 3].map((n) => group.add(a, n)))).toEqual([2, 4, 6]);
    expect(groups).toEqual([[1, 2, 3]]);
  });

  it("keeps two items of one key apart, in the order they came", async () => {
    const { group, groups } = recording({ lanes: 4 });
    await Promise.all([1, 101, 201, 2].map((n) => group.add(a, n)));
    expect(groups).toEqual([[1, 2], [101], [201]]);
  });

  it("keeps organisations apart", async () => {
    const { group, groups } = recording();
    await Promise.all([group.add(a, 1), group.add(organisationId.parse(newId()), 2)]);
    expect(groups.length).toBe(2);
  });

  it("refuses when too many wait", async () => {
    const { group } = recording({ queue: 2 });
    const all = await Promise.allSettled([1, 2, 3].map((n) => group.add(a, n)));
    expect(all.map((r) => r.status)).toEqual(["fulfilled", "fulfilled", "rejected"]);
  });

  it("fails only the caller whose row breaks the whole", async () => {
    const { group } = recording({
      run: async (_o, items) => {
        if (items.includes(7)) throw new Refusal("request.invalid");
        return items.map((n) => done(n));
      },
    });
    const all = await Promise.allSettled([5, 6, 7, 8, 9].map((n) => group.add(a, n)));
    expect(all.map((r) => r.status)).toEqual(["fulfilled", "fulfilled", "rejected", "fulfilled", "fulfilled"]);
  });

  it("repeats nothing when the outcome of the commit is unknown", async () => {
    let runs = 0;
    const { group } = recording({
      run: async () => {
        runs++;
        throw new Error("connection lost");
      },
    });
    const all = await Promise.allSettled([1, 2].map((n) => group.add(a, n)));
    expect(all.map((r) => r.status)).toEqual(["rejected", "rejected"]);
    expect(runs).toBe(1);
  });

  it("tries again what lost a race, and gives up in the end", async () => {
    let runs = 0;
    const { group } = recording({
      run: async (_o, items) => {
        runs++;
        return items.map((n) => (n === 1 || runs < 3 ? { state: "again" } : done(n)));
      },
    });
    const all = await Promise.allSettled([group.add(a, 1), group.add(a, 2)]);
    expect(all.map((r) => r.status)).toEqual(["rejected", "fulfilled"]);
    expect(runs).toBe(40);
  });
});
