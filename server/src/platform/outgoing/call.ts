import { lookup } from "node:dns/promises";
import { type IncomingMessage, request as overHttp } from "node:http";
import { request as overHttps } from "node:https";
import { isIP, type LookupFunction } from "node:net";
import { isLoopbackAddress, isPublicAddress } from "./address.js";

/** Why a call did not bring an answer. `refused_address`: it leads where nothing of ours may be sent. */
export type OutgoingReason = "refused_address" | "unresolved" | "unreachable" | "slow" | "too_large";

export class OutgoingFault extends Error {
  readonly reason: OutgoingReason;
  constructor(reason: OutgoingReason) {
    // The reason alone: an address may hold a secret.
    super(`a call to elsewhere failed: ${reason}`);
    this.name = "OutgoingFault";
    this.reason = reason;
  }
}

export interface OutgoingRequest {
  readonly url: string;
  readonly method: "GET" | "POST";
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: Uint8Array | undefined;
  /** For everything, from resolving to the last byte, in milliseconds. */
  readonly within: number;
  /** Most bytes of the answer. */
  readonly most: number;
}

export interface OutgoingAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/** Calls an address elsewhere. Throws {@link OutgoingFault}. */
export type Outgoing = (request: OutgoingRequest) => Promise<OutgoingAnswer>;
/** The addresses of a host name. */
export type Resolve = (host: string) => Promise<readonly string[]>;

/**
 * How the server calls others (identity providers, webhooks): https to public addresses only. The name is resolved once, every address
 * of it must be public, and the connection goes to one of just those: a name that answers differently a moment later (DNS rebinding)
 * leads nowhere. Redirects are answers, never followed. `loopback` allows http and https to this machine, for trying things out.
 */
export function outgoing({ loopback }: { readonly loopback: boolean }, resolve: Resolve = resolveAll): Outgoing {
  return async (asked) => {
    const url = new URL(asked.url);
    const late = AbortSignal.timeout(asked.within);
    const addresses = await Promise.race([judgeAddress(url, { loopback }, resolve), aborted(late)]);
    return exchange(url, asked, addresses, late);
  };
}

/**
 * The addresses of a URL that something may be sent to: https and public, each of them, or this machine where that is allowed. Throws
 * {@link OutgoingFault}: `refused_address`, `unresolved`. Nothing is sent.
 */
export async function judgeAddress(
  url: URL,
  { loopback }: { readonly loopback: boolean },
  resolve: Resolve = resolveAll,
): Promise<readonly string[]> {
  if (url.username || url.password || !/^https?:$/.test(url.protocol)) throw new OutgoingFault("refused_address");
  const addresses = await resolved(url, resolve);
  const here = loopback && addresses.every(isLoopbackAddress);
  if (!here && !(url.protocol === "https:" && addresses.every(isPublicAddress))) throw new OutgoingFault("refused_address");
  return addresses;
}

async function resolved(url: URL, resolve: Resolve): Promise<readonly string[]> {
  const host = url.hostname.replace(/^\[|\]$/g, "");
  if (isIP(host)) return [host];
  const found = await resolve(host).catch((): string[] => []);
  if (found.length === 0) throw new OutgoingFault("unresolved");
  return found;
}

async function resolveAll(host: string): Promise<string[]> {
  return (await lookup(host, { all: true })).map((a) => a.address);
}

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, fail) => signal.addEventListener("abort", () => fail(new OutgoingFault("slow")), { once: true }));
}

function exchange(url: URL, asked: OutgoingRequest, addresses: readonly string[], late: AbortSignal): Promise<OutgoingAnswer> {
  const send = url.protocol === "https:" ? overHttps : overHttp;
  return new Promise((answer, fail) => {
    const failed = () => fail(new OutgoingFault(late.aborted ? "slow" : "unreachable"));
    const call = send(
      url,
      // A connection of its own: one that was kept open could have been made for another name.
      { method: asked.method, headers: { ...asked.headers, ...length(asked.body) }, signal: late, agent: false, lookup: pinned(addresses) },
      (message) => {
        void collect(message, asked.most).then(answer, (error: unknown) => {
          call.destroy();
          if (error instanceof OutgoingFault) fail(error);
          else failed();
        });
      },
    );
    call.on("error", failed);
    call.end(asked.body);
  });
}

/** What the connection asks for a name: the addresses that were judged, and no others. */
function pinned(addresses: readonly string[]): LookupFunction {
  const found = addresses.map((address) => ({ address, family: isIP(address) }));
  return (_host, options, done) => {
    if (options.all) done(null, found);
    else done(null, found[0]?.address ?? "", found[0]?.family ?? 4);
  };
}

function length(body: Uint8Array | undefined): Record<string, string> {
  return body ? { "content-length": String(body.byteLength) } : {};
}

async function collect(message: IncomingMessage, most: number): Promise<OutgoingAnswer> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of message) {
    const bytes = Buffer.from(part);
    size += bytes.length;
    if (size > most) throw new OutgoingFault("too_large");
    parts.push(bytes);
  }
  const headers = Object.fromEntries(Object.entries(message.headers).map(([name, value]) => [name, [value ?? ""].flat().join(", ")]));
  return { status: message.statusCode ?? 0, headers, body: Buffer.concat(parts) };
}
