import { readdir, readFile, readlink } from "node:fs/promises";
import type { Config } from "../../../platform/index.js";
import { openListeners } from "../../checks/listeners.js";
import type { Found } from "../rules.js";

/**
 * This server opens nothing to the network but its port behind the declared proxy. Looked at in two ways: from outside, at each address of
 * the machine; and from inside, every socket on which this process listens, where the system tells (Linux).
 */
export async function ports(config: Config): Promise<Found> {
  const reached = config.trustedProxy === undefined ? (await openListeners(config.port)).length : 0;
  const own = await ownListeners();
  const allowed = (s: Socket) => s.loopback || (config.trustedProxy !== undefined && s.port === config.port);
  const stray = (own ?? []).filter((s) => !allowed(s)).length;
  const failed = reached > 0 || stray > 0;
  return {
    result: failed ? "failed" : "passed",
    found: failed
      ? {
          vi: `Có ${Math.max(reached, stray)} cổng mở thẳng ra mạng, không qua proxy.`,
          en: `${Math.max(reached, stray)} ports are open to the network, without the proxy.`,
        }
      : {
          vi: own ? `${own.length} cổng đang nghe, không cổng nào mở thẳng ra mạng.` : "Không cổng nào mở thẳng ra mạng.",
          en: own ? `Listening on ${own.length} ports, none open to the network by itself.` : "No port is open to the network by itself.",
        },
  };
}

interface Socket {
  readonly loopback: boolean;
  readonly port: number;
}

/** Sockets on which this process listens; undefined where the system does not say. */
async function ownListeners(): Promise<Socket[] | undefined> {
  try {
    const links = await Promise.all((await readdir("/proc/self/fd")).map((fd) => readlink(`/proc/self/fd/${fd}`).catch(() => "")));
    const inodes = new Set(links.flatMap((l) => /^socket:\[(\d+)\]$/.exec(l)?.[1] ?? []));
    const tables = await Promise.all(["tcp", "tcp6"].map((t) => readFile(`/proc/self/net/${t}`, "utf8").catch(() => "")));
    return tables.flatMap((table) =>
      table
        .split("\n")
        .slice(1)
        .flatMap((line) => listening(line, inodes)),
    );
  } catch {
    return undefined;
  }
}

/** A line of the kernel's table: local address in hex, state 0A when listening, inode in the tenth place. */
function listening(line: string, inodes: ReadonlySet<string>): Socket[] {
  const [, local = "", , state, , , , , , inode = ""] = line.trim().split(/\s+/);
  if (state !== "0A" || !inodes.has(inode)) return [];
  const [address = "", port = ""] = local.split(":");
  const loopback =
    /^[0-9A-F]{6}7F$/.test(address) ||
    address === "00000000000000000000000001000000" ||
    /^0000000000000000FFFF0000[0-9A-F]{6}7F$/.test(address);
  return [{ loopback, port: Number.parseInt(port, 16) }];
}
