import { fork, spawn, spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { createServer } from "node:net";
import { fileURLToPath } from "node:url";

const bench = new URL("../", import.meta.url);
const alive = new Set();
process.on("exit", () => {
  for (const child of alive) child.kill("SIGKILL");
});

/** A process of the benchmark's own that answers messages one at a time. */
export async function forkPeer(script, { env = {}, execArgv = [] } = {}) {
  const child = fork(fileURLToPath(new URL(script, bench)), [], {
    env: { ...process.env, ...env },
    execArgv,
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  watch(child);
  const ready = await next(child);
  return {
    pid: child.pid,
    port: ready.port,
    async ask(message) {
      child.send(message);
      const { done, failed } = await next(child);
      if (failed) throw new Error(failed);
      return done;
    },
    async stop() {
      const gone = new Promise((resolve) => child.once("exit", resolve));
      child.send({ stop: true }, () => {});
      await Promise.race([gone, new Promise((resolve) => setTimeout(resolve, 3000))]);
      child.kill("SIGKILL");
    },
  };
}

/** The product itself, as it is started anywhere: `node server/dist/main.js`. */
export async function startProduct(env, execArgv = []) {
  const port = await freePort();
  const main = fileURLToPath(new URL("../server/dist/main.js", bench));
  const child = spawn(process.execPath, [...execArgv, main], {
    env: { ...process.env, ...env, PORT: String(port) },
    stdio: ["ignore", "pipe", "inherit"],
  });
  watch(child);
  const told = [];
  await new Promise((resolve, reject) => {
    child.stdout.on("data", (chunk) => {
      told.push(chunk.toString());
      if (told.join("").includes("Kept is ready")) resolve();
    });
    child.once("exit", (code) => reject(new Error(`the product ended with ${code}: ${told.join("").slice(-2000)}`)));
  });
  return {
    pid: child.pid,
    port,
    stop: () =>
      new Promise((resolve) => {
        child.removeAllListeners("exit");
        child.once("exit", () => {
          alive.delete(child);
          resolve();
        });
        child.kill("SIGTERM");
      }),
  };
}

/** Resident memory of a process, in MiB. */
export function resident(pid) {
  try {
    return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1] ?? 0) / 1024;
  } catch {
    return Number(spawnSync("ps", ["-o", "rss=", "-p", String(pid)], { encoding: "utf8" }).stdout?.trim() || 0) / 1024;
  }
}

function watch(child) {
  alive.add(child);
  child.once("exit", () => alive.delete(child));
}

function next(child) {
  return new Promise((resolve, reject) => {
    const ended = (code) => reject(new Error(`a process of the benchmark ended with ${code}`));
    child.once("message", (message) => {
      child.off("exit", ended);
      resolve(message);
    });
    child.once("exit", ended);
  });
}

function freePort() {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, "127.0.0.1", () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}
