/** Keeps `inFlight` of `op` under way for `seconds`, or until `count` were begun; answers how many were done, how fast, and how long one took. */
export async function flight(op, { inFlight, seconds = Number.POSITIVE_INFINITY, count = Number.POSITIVE_INFINITY }) {
  const took = [];
  const start = performance.now();
  const end = start + seconds * 1000;
  let i = 0;
  await Promise.all(
    Array.from({ length: inFlight }, async () => {
      while (performance.now() < end && i < count) {
        const from = performance.now();
        await op(i++);
        took.push(performance.now() - from);
      }
    }),
  );
  return summary(took, (performance.now() - start) / 1000);
}

export function summary(took, seconds) {
  took.sort((a, b) => a - b);
  const at = (share) => took[Math.min(took.length - 1, Math.floor(took.length * share))] ?? 0;
  return { count: took.length, seconds, rate: took.length / seconds, p50: at(0.5), p99: at(0.99) };
}

export function median(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  const half = sorted.length >> 1;
  return sorted.length % 2 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
}
