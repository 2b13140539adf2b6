import { flight } from "./flight.mjs";

/** A peer's side of the conversation with the benchmark: runs its own load in this process when asked, and stops when told. */
export function answering(operations, facts = {}) {
  let at = 0;
  process.on("message", async (message) => {
    if (message.stop) return process.exit(0);
    try {
      const op = operations[message.operation];
      if (!op) throw new Error(`there is no ${message.operation} here`);
      process.send({ done: await flight(() => op(at++), message) });
    } catch (error) {
      process.send({ failed: `${message.operation}: ${error.stack}` });
    }
  });
  process.send({ ready: true, ...facts });
}
