import { createServer, type Server } from "node:http";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { isPublicAddress } from "./address.js";
import { outgoing } from "./call.js";

let server: Server;
let port = 0;
let came = 0;
beforeAll(async () => {
  server = createServer((request, response) => {
    came += 1;
    if (request.url === "/elsewhere") response.writeHead(302, { location: `http://127.0.0.1:${port}/` }).end();
    else if (request.url === "/large") response.end("x".repeat(5000));
    else if (request.url === "/slow") response.write("a");
    else response.end("here");
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const address = server.address();
  if (address && typeof address === "object") port = address.port;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});
const ask = (url: string) => ({ url, method: "GET" as const, headers: {}, within: 500, most: 1000 });

describe("a call to elsewhere", () => {
  it.each([
    "http://127.0.0.1:PORT/",
    "https://127.0.0.1:PORT/",
    "https://2130706433/",
    "https://0x7f.1/",
    "https://[::1]/",
    "https://[::ffff:127.0.0.1]/",
    "https://[::ffff:7f00:1]/",
    "https://169.254.169.254/latest/meta-data",
    "https://[fd00:ec2::254]/",
    "https://10.0.0.1/",
    "https://192.168.1.1/",
    "https://100.100.100.200/",
    "https://localhost:PORT/",
    "https://0.0.0.0/",
    "http://93.184.215.14/",
    "https://name:secret@93.184.215.14/",
    "ftp://93.184.215.14/",
  ])("to %s is refused before anything is sent", async (url) => {
    const before = came;
    await expect(outgoing({ loopback: false })(ask(url.replace("PORT", String(port))))).rejects.toMatchObject({
      reason: "refused_address",
    });
    expect(came).toBe(before);
  });

  it("is refused where one of the addresses of a name is not public, though another is", async () => {
    for (const found of [["127.0.0.1"], ["93.184.215.14", "127.0.0.1"], ["::1"], ["::ffff:10.0.0.1"]]) {
      const call = outgoing({ loopback: false }, async () => found);
      await expect(call(ask("https://recipient.example/")), found.join()).rejects.toMatchObject({ reason: "refused_address" });
    }
    await expect(outgoing({ loopback: false }, async () => [])(ask("https://recipient.example/"))).rejects.toMatchObject({
      reason: "unresolved",
    });
  });

  it("goes to the address that was judged, and does not ask for the name again", async () => {
    const answers = [["127.0.0.1"], ["127.0.0.2"]];
    let asked = 0;
    const call = outgoing({ loopback: true }, async () => answers[asked++] ?? []);
    // Nothing resolves this name but the answer given: the connection went there.
    expect(String((await call(ask(`http://recipient.example:${port}/`))).body)).toBe("here");
    expect(asked).toBe(1);
  });

  it("allows this machine where it is told to, and still nothing private", async () => {
    const call = outgoing({ loopback: true });
    expect((await call(ask(`http://127.0.0.1:${port}/`))).status).toBe(200);
    for (const url of ["http://10.0.0.1/", "https://169.254.169.254/", "http://93.184.215.14/"]) {
      await expect(call(ask(url)), url).rejects.toMatchObject({ reason: "refused_address" });
    }
  });

  it("follows no redirect, reads no long answer, and waits no longer than it was told", async () => {
    const call = outgoing({ loopback: true });
    const before = came;
    expect((await call(ask(`http://127.0.0.1:${port}/elsewhere`))).status).toBe(302);
    expect(came).toBe(before + 1);
    await expect(call(ask(`http://127.0.0.1:${port}/large`))).rejects.toMatchObject({ reason: "too_large" });
    await expect(call(ask(`http://127.0.0.1:${port}/slow`))).rejects.toMatchObject({ reason: "slow" });
    await expect(call(ask("http://127.0.0.1:1/"))).rejects.toMatchObject({ reason: "unreachable" });
  });

  it("waits for no name that does not resolve", async () => {
    const call = outgoing({ loopback: false }, () => new Promise(() => {}));
    await expect(call(ask("https://recipient.example/"))).rejects.toMatchObject({ reason: "slow" });
  });
});

describe("a public address", () => {
  it.each(["1.1.1.1", "93.184.215.14", "2606:4700:4700::1111"])("is %s", (address) => expect(isPublicAddress(address)).toBe(true));
  it.each(["", "x", "172.31.255.255", "224.0.0.1", "255.255.255.255", "fe80::1", "fc00::1", "64:ff9b::7f00:1", "2002:7f00:1::", "::"])(
    "is not %s",
    (address) => expect(isPublicAddress(address)).toBe(false),
  );
});
