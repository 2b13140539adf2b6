import { randomBytes } from "node:crypto";
import { chmod, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { Decrypter, Encrypter } from "age-encryption";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type TestVault, testVault } from "../../../test/vault.js";
import { markOf, newPhrase, openFromRecovery, readPhrase, readRecoveryKey, sealTo, sealToRecovery, writeRecoveryKey } from "../index.js";

const at = new Date("2026-11-22T02:00:00Z");
const sealed = async (recipient: string, plain: Uint8Array) => buffer(sealTo(recipient, Readable.from([plain])));
const openWith = async (words: readonly string[], file: Uint8Array) => buffer(openFromRecovery(words.join(" "), Readable.from([file])));

describe("the words of a recovery key", () => {
  it("are 24, differ each time, and read back to the same key however they are typed", async () => {
    const [one, other] = [await newPhrase(), await newPhrase()];
    expect(one.words).toHaveLength(24);
    expect(other.recipient).not.toBe(one.recipient);
    expect(await readPhrase(one.words.join(" "))).toEqual(one);
    expect(await readPhrase(one.words.map((w, i) => `${i + 1}. ${w.toUpperCase()}`).join("\n"))).toEqual(one);
    expect(one.mark).toMatch(/^[0-9A-F]{4}-[0-9A-F]{4}$/);
    expect(one.mark).toBe(markOf(one.recipient));
  });

  it("stand for a key that is theirs for ever", async () => {
    // All bits nought: a fixed point that no later version may move.
    const phrase = await readPhrase(`${"abandon ".repeat(23)}art`);
    expect(phrase.identity).toBe("AGE-SECRET-KEY-1QQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQ8H00W3");
    expect(phrase.recipient).toBe("age19ljhmg68e43yx9fgm2k9lwefquc0la5y4lzvlshdjzv47kxt8d6qr9vf4p");
  });

  it("say where a word is strange, never the word", async () => {
    const { words } = await newPhrase();
    const wrong = words.map((w, i) => (i === 6 ? "kept-secretly" : w)).join(" ");
    const refused = await readPhrase(wrong).catch((e: unknown) => e);
    expect(refused).toMatchObject({ code: "recovery.words", faults: [{ path: "word 7" }] });
    expect(JSON.stringify(refused)).not.toContain("secretly");
  });

  it.each([
    [
      "one word changed for another of the list",
      (w: string[]) => ["zoo", ...w.slice(1)].map((x, i) => (i === 0 && w[0] === "zoo" ? "zone" : x)),
    ],
    ["a word too few", (w: string[]) => w.slice(1)],
    ["a word too many", (w: string[]) => [...w, "zoo"]],
  ])("do not pass with %s", async (_, change) => {
    // One change in 256 passes the checksum by chance: then the key is another one, which opens nothing.
    const { words, recipient } = await newPhrase();
    const outcome = await readPhrase(change([...words]).join(" ")).then(
      (p) => p.recipient,
      (e: unknown) => e,
    );
    if (typeof outcome === "string") expect(outcome).not.toBe(recipient);
    else expect(outcome).toMatchObject({ code: "recovery.words" });
  });
});

describe("sealing to the recovery key", () => {
  const piece = 64 * 1024;
  it.each([0, 1, piece - 1, piece, piece + 1, 3 * piece, 3 * piece + 7])(
    "opens %i bytes with the words, and with age's own library",
    async (length) => {
      const { words, recipient, identity } = await newPhrase();
      const plain = randomBytes(length);
      const file = await sealed(recipient, plain);
      expect((await openWith(words, file)).equals(plain)).toBe(true);
      const age = new Decrypter();
      age.addIdentity(identity);
      expect(Buffer.from(await age.decrypt(file)).equals(plain)).toBe(true);
      const theirs = new Encrypter();
      theirs.addRecipient(recipient);
      expect((await openWith(words, await theirs.encrypt(plain))).equals(plain)).toBe(true);
    },
  );

  it("never makes the same file twice", async () => {
    const { recipient } = await newPhrase();
    expect((await sealed(recipient, Buffer.from("a"))).equals(await sealed(recipient, Buffer.from("a")))).toBe(false);
  });

  it("opens however the file arrives in pieces", async () => {
    const { words, recipient } = await newPhrase();
    const plain = randomBytes(200_000);
    const file = await sealed(recipient, plain);
    const crumbs = Readable.from(
      (function* () {
        for (let i = 0; i < file.length; i += 997) yield file.subarray(i, i + 997);
      })(),
    );
    expect((await buffer(openFromRecovery(words.join(" "), crumbs))).equals(plain)).toBe(true);
  });

  it("refuses a file changed anywhere, cut anywhere, or with its pieces exchanged", async () => {
    const { words, recipient } = await newPhrase();
    const file = await sealed(recipient, randomBytes(3 * piece));
    const start = file.indexOf("\n--- ") + 1 + 48;
    const flipped = (i: number) => Buffer.from(file).fill((file[i] ?? 0) ^ 1, i, i + 1);
    const sealedPiece = piece + 16;
    const body = start + 16;
    const exchanged = Buffer.concat([
      file.subarray(0, body),
      file.subarray(body + sealedPiece, body + 2 * sealedPiece),
      file.subarray(body, body + sealedPiece),
      file.subarray(body + 2 * sealedPiece),
    ]);
    const wrong = [
      flipped(start - 10),
      flipped(start + 3),
      flipped(body + 5),
      flipped(file.length - 1),
      file.subarray(0, -1),
      file.subarray(0, body + sealedPiece),
      file.subarray(0, body + 2 * sealedPiece),
      file.subarray(0, body),
      Buffer.concat([file, Buffer.of(0)]),
      exchanged,
    ];
    for (const w of wrong) await expect(openWith(words, w)).rejects.toMatchObject({ code: "recovery.damaged" });
  });

  it("tells a file of another key from a damaged one, and from no such file", async () => {
    const [one, other] = [await newPhrase(), await newPhrase()];
    const file = await sealed(one.recipient, Buffer.from("keys"));
    await expect(openWith(other.words, file)).rejects.toMatchObject({ code: "recovery.other_key" });
    for (const no of ["", "PK", "hello, this is a letter"])
      await expect(openWith(one.words, Buffer.from(no))).rejects.toMatchObject({ code: "recovery.not_sealed" });
    await expect(openWith(["zoo"], file)).rejects.toMatchObject({ code: "recovery.words" });
  });

  it("reads no faster than it is read, and lets go of its source when it is dropped", async () => {
    const { recipient } = await newPhrase();
    let given = 0;
    let closed = false;
    async function* endless() {
      try {
        for (;;) {
          given += piece;
          yield Buffer.alloc(piece);
        }
      } finally {
        closed = true;
      }
    }
    const source = Readable.from(endless(), { objectMode: false });
    const out = sealTo(recipient, source);
    for (let seen = 0; seen < piece; ) {
      const bytes: unknown = out.read() ?? (await new Promise((resolve) => out.once("readable", resolve)));
      seen += bytes instanceof Uint8Array ? bytes.length : 0;
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(given).toBeGreaterThan(piece);
    expect(given).toBeLessThan(10 * piece);
    out.destroy();
    await new Promise((resolve) => setTimeout(resolve, 50));
    const unread = Readable.from(endless());
    sealTo(recipient, unread).destroy();
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect([source.destroyed, unread.destroyed]).toEqual([true, true]);
    expect(closed).toBe(true);
  });

  it("passes the failure of its source on", async () => {
    const { recipient } = await newPhrase();
    async function* failing(): AsyncGenerator<Uint8Array> {
      yield Buffer.alloc(10);
      throw new Error("the disk went away");
    }
    await expect(buffer(sealTo(recipient, failing()))).rejects.toThrow("the disk went away");
  });
});

describe("the public half in KEPT_KEYS", () => {
  let t: TestVault;
  beforeAll(async () => {
    t = await testVault();
  });
  afterAll(() => t.close());

  it("is all that sealing needs; without it sealing is refused", async () => {
    await expect(buffer(sealToRecovery(Readable.from([Buffer.from("x")])))).rejects.toMatchObject({ code: "recovery.none" });
    const phrase = await newPhrase();
    await writeRecoveryKey(t.roots.keys, phrase.recipient, at);
    expect(await readRecoveryKey(t.roots.keys)).toEqual({ recipient: phrase.recipient, mark: phrase.mark, made: at });
    const file = await buffer(sealToRecovery(Readable.from([Buffer.from("x")])));
    expect((await openWith(phrase.words, file)).toString()).toBe("x");
  });

  it("is replaced by a new one, which does not open what the old one sealed", async () => {
    const [one, other] = [await newPhrase(), await newPhrase()];
    await writeRecoveryKey(t.roots.keys, one.recipient, at);
    const before = await buffer(sealToRecovery(Readable.from([Buffer.from("x")])));
    await writeRecoveryKey(t.roots.keys, other.recipient, at);
    await expect(openWith(other.words, before)).rejects.toMatchObject({ code: "recovery.other_key" });
    expect((await openWith(one.words, before)).toString()).toBe("x");
  });

  it("is refused when others may change it, or when it is damaged", async () => {
    const folder = await mkdtemp(join(tmpdir(), "recovery-"));
    const file = join(folder, "recovery.json");
    await writeRecoveryKey(folder, (await newPhrase()).recipient, at);
    await chmod(file, 0o644);
    await expect(readRecoveryKey(folder)).rejects.toMatchObject({ code: "keys.mode" });
    await writeFile(file, "{");
    await chmod(file, 0o600);
    await expect(readRecoveryKey(folder)).rejects.toMatchObject({ code: "keys.unreadable" });
    await rm(folder, { recursive: true });
  });
});
