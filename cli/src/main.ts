import { run } from "./run.js";

process.exitCode = await run(process.argv.slice(2), {
  env: process.env,
  folder: process.cwd(),
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
});
