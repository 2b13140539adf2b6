import { createServer, type IncomingMessage, type ServerResponse } from "node:http";

export interface Seen {
  readonly method: string | undefined;
  readonly url: string | undefined;
  readonly headers: IncomingMessage["headers"];
  readonly body: string;
}

/** A server on a free port of the loopback that hands each request to `answer`, and remembers what it saw. */
export async function tinyServer(answer: (seen: Seen, to: ServerResponse) => void) {
  const seen: Seen[] = [];
  const server = createServer(async (request, response) => {
    let body = "";
    for await (const chunk of request) body += String(chunk);
    const one = { method: request.method, url: request.url, headers: request.headers, body };
    seen.push(one);
    answer(one, response);
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  return {
    url: `http://127.0.0.1:${address.port}`,
    seen,
    close: () => new Promise<void>((done) => server.close(() => done())),
  };
}

export function json(to: ServerResponse, status: number, body: unknown, headers: Record<string, string> = {}): void {
  to.writeHead(status, { "Content-Type": "application/json", ...headers });
  to.end(JSON.stringify(body));
}
