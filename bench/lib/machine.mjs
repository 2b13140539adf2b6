import { readFileSync } from "node:fs";
import { availableParallelism, cpus, loadavg, totalmem } from "node:os";

/** What it ran on: ratios travel between machines, rates do not. */
export function machine(settings) {
  const version = (path) => JSON.parse(readFileSync(new URL(path, import.meta.url), "utf8")).version;
  return {
    machine: {
      cores: availableParallelism(),
      processor: cpus()[0]?.model ?? "unknown",
      memoryGiB: Math.round(totalmem() / 2 ** 30),
      platform: `${process.platform} ${process.arch}`,
      load: loadavg().map((n) => Number(n.toFixed(2))),
    },
    versions: {
      node: process.version,
      postgresql: settings.server_version,
      kept: version("../../package.json"),
      c15t: version("../node_modules/@c15t/backend/package.json"),
      pg: version("../node_modules/pg/package.json"),
    },
    settings,
  };
}
