// The load: a process of its own that keeps a number of requests under way over loopback, and answers how many were served.
import { flight } from "./lib/flight.mjs";
import { Connection } from "./lib/http.mjs";
import { requests } from "./lib/requests.mjs";

process.on("message", async ({ port, request, facts, inFlight, seconds, count }) => {
  try {
    process.send({ done: await load(port, requests[request](facts), { inFlight, seconds, count }) });
  } catch (error) {
    process.send({ failed: `${request}: ${error.message}` });
  }
});
process.send({ ready: true });

let sent = 0;

async function load(port, make, o) {
  const idle = await Promise.all(Array.from({ length: o.inFlight }, () => Connection.open(port)));
  const all = [...idle];
  const result = await flight(async () => {
    const connection = idle.pop();
    const { expect, ...request } = make(sent++);
    const { status, body } = await connection.send(request);
    if (status !== expect) throw new Error(`${request.method} ${request.path} answered ${status}: ${body.slice(0, 300)}`);
    idle.push(connection);
  }, o);
  for (const connection of all) connection.close();
  return result;
}
