import { BlockList, isIP } from "node:net";
import type { HttpBindings } from "@hono/node-server";
import type { Context } from "hono";

/** Answers the client's address. X-Forwarded-For counts only when the socket is the declared proxy (ASVS 4.1.3). */
export function clientAddress(trusted: string | undefined): (c: Context) => string {
  const proxies = new BlockList();
  for (const entry of (trusted ?? "")
    .split(",")
    .map((s) => s.trim())
    .filter(Boolean)) {
    const [address = "", bits] = entry.split("/");
    const family = isIP(address) === 6 ? "ipv6" : "ipv4";
    if (bits) proxies.addSubnet(address, Number(bits), family);
    else proxies.addAddress(address, family);
  }
  return (c) => {
    const socket = socketAddress(c);
    if (!trusted || !proxies.check(socket, isIP(socket) === 6 ? "ipv6" : "ipv4")) return socket;
    const last = c.req.header("x-forwarded-for")?.split(",").at(-1)?.trim();
    return last && isIP(last) ? last : socket;
  };
}

function socketAddress(c: Context<{ Bindings: Partial<HttpBindings> }>): string {
  const address = c.env?.incoming?.socket?.remoteAddress ?? "127.0.0.1";
  return address.startsWith("::ffff:") ? address.slice(7) : address;
}
