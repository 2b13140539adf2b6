import { sql } from "kysely";
import type { Config, Db } from "../../platform/index.js";
import { type Check, check, judge } from "../../policy/index.js";
import { isLoopback, openListeners } from "./listeners.js";
import { offersTls } from "./smtp.js";

/** One channel over which personal data travels, as it was found. */
export interface Channel {
  readonly name: "pages" | "listener" | "database" | "mail";
  /** Whether it stays on this machine. */
  readonly loopback: boolean;
  /** `unknown`: what stands at its other end could not be asked. */
  readonly encrypted: boolean | "unknown";
}

/** Looks at each channel of the running deployment; one that is plain and leaves the machine breaks the promise. */
export function inTransit(config: Config): Check {
  return check("security.in_transit", async ({ db }) => {
    const channels = [pagesChannel(config), await listener(config), await databaseChannel(db), ...(await mail(config))];
    const plain = plainOnes(channels);
    const unknown = channels.filter((c) => c.encrypted === "unknown" && !c.loopback).map((c) => c.name);
    return judge({
      done: channels.length - plain.length - unknown.length,
      violations: plain,
      near: unknown.length > 0,
      explanation:
        plain.length > 0
          ? { vi: `Có đường truyền chưa mã hoá: ${plain.join(", ")}.`, en: `A channel is not encrypted: ${plain.join(", ")}.` }
          : unknown.length > 0
            ? { vi: `Lần này không hỏi được: ${unknown.join(", ")}.`, en: `This time it could not be asked: ${unknown.join(", ")}.` }
            : {
                vi: `${channels.length} đường truyền đều mã hoá, hoặc không ra khỏi máy chủ.`,
                en: `${channels.length} channels are all encrypted, or never leave the machine.`,
              },
    });
  });
}

/** Names of the channels that are plain outside loopback. */
export function plainOnes(channels: readonly Channel[]): string[] {
  return channels.filter((c) => !c.encrypted && !c.loopback).map((c) => c.name);
}

export function pagesChannel({ url }: Config): Channel {
  const at = new URL(url);
  return { name: "pages", loopback: isLoopback(at.hostname), encrypted: at.protocol === "https:" };
}

/** The plain port must not be reachable past loopback, save through the proxy that ends TLS before it. */
async function listener(config: Config): Promise<Channel> {
  const reached = await openListeners(config.port);
  return { name: "listener", loopback: reached.length === 0, encrypted: config.trustedProxy !== undefined };
}

export async function databaseChannel(db: Db): Promise<Channel> {
  const found = await sql<{ address: string | null; ssl: boolean | null }>`
    select host(inet_server_addr()) as address, (select ssl from pg_stat_ssl where pid = pg_backend_pid()) as ssl`.execute(db.q);
  const { address = null, ssl = false } = found.rows[0] ?? {};
  // No address: a socket of this machine.
  return { name: "database", loopback: address === null || isLoopback(address), encrypted: ssl === true };
}

async function mail({ smtpUrl }: Config): Promise<Channel[]> {
  if (!smtpUrl) return [];
  const at = new URL(smtpUrl);
  const host = at.hostname.replace(/^\[|\]$/g, "");
  const encrypted = at.protocol === "smtps:" || ((await offersTls(host, Number(at.port) || 587)) ?? ("unknown" as const));
  return [{ name: "mail", loopback: isLoopback(host), encrypted }];
}
