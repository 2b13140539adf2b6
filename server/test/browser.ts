import type { Hono } from "hono";

/** What came back, read. */
export interface Answer {
  readonly status: number;
  readonly text: string;
  readonly to: string | null;
  readonly headers: Headers;
  json(): unknown;
}

/** A browser without script over a server in this process: keeps cookies, sends forms from its own origin. */
export class TestBrowser {
  readonly jar = new Map<string, string>();
  readonly #app: Hono;
  readonly #origin: string;
  readonly #agent: string;

  constructor(
    app: Hono,
    origin = "http://localhost:4000",
    agent = "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/140.0 Mobile",
  ) {
    this.#app = app;
    this.#origin = origin;
    this.#agent = agent;
  }

  /** Takes over cookies written as a header: `a=1; b=2`. */
  withCookies(header: string): this {
    for (const pair of header.split("; ").filter(Boolean))
      this.jar.set(pair.slice(0, pair.indexOf("=")), pair.slice(pair.indexOf("=") + 1));
    return this;
  }

  get(path: string): Promise<Answer> {
    return this.#send(path, { method: "GET" }, {});
  }

  post(path: string, form: Readonly<Record<string, string>> = {}): Promise<Answer> {
    return this.#send(path, { method: "POST", body: new URLSearchParams(form) }, {});
  }

  /** As a page's script does, or the console. */
  api(method: "GET" | "POST" | "PUT" | "DELETE", path: string, body?: unknown): Promise<Answer> {
    const init = body === undefined ? { method } : { method, body: JSON.stringify(body) };
    return this.#send(path, init, { "content-type": "application/json" });
  }

  async #send(path: string, init: RequestInit, more: Record<string, string>): Promise<Answer> {
    const cookie = [...this.jar].map(([k, v]) => `${k}=${v}`).join("; ");
    const headers = { origin: this.#origin, "user-agent": this.#agent, ...(cookie ? { cookie } : {}), ...more };
    const answer = await this.#app.request(`${this.#origin}${path}`, { ...init, headers });
    for (const set of answer.headers.getSetCookie()) {
      const [pair = ""] = set.split(";");
      const name = pair.slice(0, pair.indexOf("="));
      if (/max-age=0/i.test(set)) this.jar.delete(name);
      else this.jar.set(name, pair.slice(pair.indexOf("=") + 1));
    }
    const text = await answer.text();
    return { status: answer.status, text, to: answer.headers.get("location"), headers: answer.headers, json: () => JSON.parse(text) };
  }
}
