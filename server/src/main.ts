import { start } from "./start.js";

/** The server, from the environment. Exits 0 after SIGTERM or SIGINT, when what was accepted is done. */
const kept = await start(process.env).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : "Kept could not start."}\n`);
  process.exit(1);
});
for (const signal of ["SIGTERM", "SIGINT"] as const) {
  process.removeAllListeners(signal);
  process.on(signal, () => {
    void kept.stop().then(() => process.exit(0));
  });
}
