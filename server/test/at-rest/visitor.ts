import { SMTPServer } from "smtp-server";

/** A browser without script: keeps cookies, sends forms as they were drawn. */
export class Visitor {
  readonly #base: string;
  readonly #cookies = new Map<string, string>();
  constructor(base: string) {
    this.#base = base;
  }

  async get(path: string): Promise<Response> {
    return this.#keep(await fetch(this.#base + path, { headers: this.#headers(), redirect: "manual" }));
  }

  async post(path: string, body: FormData): Promise<Response> {
    const multipart = [...body.values()].some((v) => v instanceof File);
    const sent = multipart ? body : new URLSearchParams([...body].map(([name, v]): [string, string] => [name, String(v)]));
    return this.#keep(
      await fetch(this.#base + path, {
        method: "POST",
        body: sent,
        headers: { ...this.#headers(), origin: this.#base },
        redirect: "manual",
      }),
    );
  }

  #headers(): Record<string, string> {
    return { cookie: [...this.#cookies].map(([name, value]) => `${name}=${value}`).join("; ") };
  }

  #keep(answer: Response): Response {
    for (const line of answer.headers.getSetCookie()) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      this.#cookies.set(name, value);
    }
    return answer;
  }
}

export interface Asked {
  readonly name: string;
  /** Of an input its type; `textarea`, `select`. */
  readonly type: string;
  readonly options: readonly string[];
}

/** What the form on a page asks for and carries, the box for robots and the buttons apart. */
export function formOn(html: string): { action: string; carried: Record<string, string>; asked: Asked[] } {
  const form = /<form class="form"[\s\S]*?<\/form>/.exec(html)?.[0] ?? "";
  const carried: Record<string, string> = {};
  const asked: Asked[] = [];
  for (const [tag, kind = ""] of form.matchAll(/<(input|textarea|select)\b[^>]*>/g)) {
    const of = (name: string) => new RegExp(` ${name}="([^"]*)"`).exec(tag)?.[1] ?? "";
    const [name, type] = [of("name"), kind === "input" ? of("type") : kind];
    if (type === "hidden") carried[name] = of("value");
    else if (name !== "website") {
      const select = type === "select" ? (form.slice(form.indexOf(tag)).split("</select>")[0] ?? "") : "";
      const options = type === "select" ? [...select.matchAll(/<option[^>]* value="([^"]+)"/g)].map((m) => m[1] ?? "") : [of("value")];
      asked.push({ name, type, options });
    }
  }
  return { action: / action="([^"]*)"/.exec(form)?.[1] ?? "", carried, asked };
}

/** A mail server that keeps what it is given, decoded. */
export class Mailbox {
  readonly #server: SMTPServer;
  readonly #mails: { to: string; text: string }[] = [];
  url = "";

  constructor() {
    this.#server = new SMTPServer({
      authOptional: true,
      disabledCommands: ["STARTTLS", "AUTH"],
      onData: (stream, session, done) => {
        const chunks: Buffer[] = [];
        stream.on("data", (chunk: Buffer) => chunks.push(chunk));
        stream.on("end", () => {
          for (const { address } of session.envelope.rcptTo)
            this.#mails.push({ to: address, text: decoded(Buffer.concat(chunks).toString()) });
          done();
        });
      },
    });
  }

  async open(): Promise<void> {
    await new Promise<void>((resolve) => this.#server.listen(0, "127.0.0.1", resolve));
    const at = this.#server.server.address();
    if (at && typeof at === "object") this.url = `smtp://127.0.0.1:${at.port}`;
  }

  /** The code in the last mail to an address. */
  codeFor(address: string): string | undefined {
    const mail = this.#mails.findLast((m) => m.to.toLowerCase() === address.toLowerCase());
    return mail && /\b\d{8}\b/.exec(mail.text)?.[0];
  }

  close(): Promise<void> {
    return new Promise((resolve) => this.#server.close(resolve));
  }
}

function decoded(raw: string): string {
  const at = raw.indexOf("\r\n\r\n");
  const [head, body] = [raw.slice(0, at), raw.slice(at)];
  if (/transfer-encoding: base64/i.test(head)) return Buffer.from(body, "base64").toString();
  return body.replace(/=\r\n/g, "");
}
