import { BlockList, isIP } from "node:net";

/** Whether an address is one of the public internet: what leaves this server must not reach what stands beside it (ASVS 13.2.4). */
export function isPublicAddress(address: string): boolean {
  switch (isIP(address)) {
    case 4:
      return !closed4.check(address);
    case 6:
      // Everything outside 2000::/3 is loopback, link-local, unique-local, mapped or translated IPv4, or multicast.
      return open6.check(address, "ipv6") && !closed6.check(address, "ipv6");
    default:
      return false;
  }
}

export function isLoopbackAddress(address: string): boolean {
  return isIP(address) === 4 ? address.startsWith("127.") : address === "::1";
}

/** IANA's special-purpose registry for IPv4, and the address on which Azure's machines reach their host. */
const closed4 = subnets("ipv4", [
  "0.0.0.0/8",
  "10.0.0.0/8",
  "100.64.0.0/10",
  "127.0.0.0/8",
  "168.63.129.16/32",
  "169.254.0.0/16",
  "172.16.0.0/12",
  "192.0.0.0/24",
  "192.0.2.0/24",
  "192.88.99.0/24",
  "192.168.0.0/16",
  "198.18.0.0/15",
  "198.51.100.0/24",
  "203.0.113.0/24",
  "224.0.0.0/4",
  "240.0.0.0/4",
]);
const open6 = subnets("ipv6", ["2000::/3"]);
/** Teredo and other protocol assignments, documentation, and 6to4, which carries IPv4 addresses of any kind. */
const closed6 = subnets("ipv6", ["2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20"]);

function subnets(family: "ipv4" | "ipv6", all: readonly string[]): BlockList {
  const list = new BlockList();
  for (const entry of all) {
    const [address = "", bits] = entry.split("/");
    list.addSubnet(address, Number(bits), family);
  }
  return list;
}
