import { createTransport } from "nodemailer";

export interface Envelope {
  readonly from: { readonly name: string; readonly address: string };
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  /** Stable over every attempt, so that a mail sent twice is seen as one. */
  readonly messageId: string;
}

/** Hands a mail to a server. Throws on refusal; the fault's code is all that is kept of it. */
export interface Transport {
  send(envelope: Envelope): Promise<void>;
  close(): void;
}

const loopback = new Set(["127.0.0.1", "localhost", "::1", "[::1]"]);

/** SMTP by SMTP_URL. Outside loopback TLS is demanded and certificates are verified (ASVS 12.3). */
export function smtp(url: string): Transport {
  const at = new URL(url);
  const local = loopback.has(at.hostname);
  const transport = createTransport({
    host: at.hostname.replace(/^\[|\]$/g, ""),
    port: Number(at.port) || (at.protocol === "smtps:" ? 465 : 587),
    secure: at.protocol === "smtps:",
    requireTLS: !local,
    ignoreTLS: local && at.protocol === "smtp:",
    ...(at.username ? { auth: { user: decodeURIComponent(at.username), pass: decodeURIComponent(at.password) } } : {}),
    pool: true,
    maxConnections: 2,
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 30_000,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    async send(e) {
      await transport.sendMail({
        from: e.from,
        to: { name: "", address: e.to },
        subject: e.subject,
        text: e.text,
        messageId: e.messageId,
        headers: { "Auto-Submitted": "auto-generated" },
      });
    },
    close: () => transport.close(),
  };
}

/** The kind of a fault, without the server's words: they may quote the address. */
export function faultOf(error: unknown): string {
  if (!(error instanceof Error)) return "unknown";
  const status = "responseCode" in error && typeof error.responseCode === "number" ? `smtp_${error.responseCode}` : undefined;
  const code = "code" in error && typeof error.code === "string" ? error.code.toLowerCase() : undefined;
  return status ?? code ?? "unknown";
}
