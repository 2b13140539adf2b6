import { networkInterfaces } from "node:os";

export function isLoopback(host: string): boolean {
  const bare = host.replace(/^\[|\]$/g, "");
  return bare === "localhost" || bare === "::1" || bare.startsWith("127.");
}

/** Addresses of this machine, loopback apart, at which this server answers on its plain port. */
export async function openListeners(port: number): Promise<string[]> {
  const all = Object.values(networkInterfaces()).flatMap((i) => i ?? []);
  const outside = all.filter((i) => !i.internal && !i.address.startsWith("fe80")).map((i) => i.address);
  const answers = await Promise.all(outside.map((address) => isKept(address, port)));
  return outside.filter((_, i) => answers[i]);
}

/** Whether a Kept answers there: another program may have the port on another address. */
async function isKept(address: string, port: number): Promise<boolean> {
  const host = address.includes(":") ? `[${address}]` : address;
  try {
    const answer = await fetch(`http://${host}:${port}/healthz`, { signal: AbortSignal.timeout(1500), redirect: "manual" });
    return (await answer.text()).includes('"alive"');
  } catch {
    return false;
  }
}
