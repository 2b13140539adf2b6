import { createSecretKey, randomBytes } from "node:crypto";
import { chmod, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import yazl from "yazl";
import { newId, organisationId } from "../../platform/index.js";
import { FileDamaged, openChunks, sealChunks, sealedSize } from "./chunks.js";
import { type FileRule, receiveFile } from "./receive.js";
import { beginScan } from "./scan.js";
import { fileKinds } from "./sniff.js";

const place = { organisation: "o1", id: "f1" };
const newKey = () => createSecretKey(randomBytes(32));

async function all(parts: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const held: Uint8Array[] = [];
  for await (const p of parts) held.push(p);
  return Buffer.concat(held);
}
async function* of(...parts: Uint8Array[]): AsyncGenerator<Uint8Array> {
  yield* parts;
}
const cut = (bytes: Buffer, by: number) =>
  Array.from({ length: Math.ceil(bytes.length / by) }, (_, i) => bytes.subarray(i * by, (i + 1) * by));

describe("a sealed file", () => {
  it("opens to the same bytes, whatever its size and however it flows", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(0, 1, 65_535, 65_536, 65_537, 131_072, 200_001),
        fc.integer({ min: 1000, max: 140_000 }),
        async (size, by) => {
          const key = newKey();
          const bytes = randomBytes(size);
          const sealed = await all(sealChunks(key, place, of(...cut(bytes, by))));
          expect(sealed.length).toBe(sealedSize(size));
          expect((await all(openChunks(key, place, of(...cut(sealed, by))))).equals(bytes)).toBe(true);
        },
      ),
      { numRuns: 40 },
    );
  });

  it("does not open when cut, lengthened, reordered, doubled, changed, or put in another's place", async () => {
    const key = newKey();
    const sealed = await all(sealChunks(key, place, of(randomBytes(65_536 * 3))));
    const header = sealed.subarray(0, 51);
    const [a, b, c] = cut(sealed.subarray(51), 65_552);
    if (!a || !b || !c) throw new Error("three chunks");
    const flipped = (at: number) => {
      const bad = Buffer.from(sealed);
      bad[at] = (bad[at] ?? 0) ^ 1;
      return bad;
    };
    const bad = {
      "without its last chunk": Buffer.concat([header, a, b]),
      "without its first": Buffer.concat([header, b, c]),
      "header alone": header,
      "half a header": sealed.subarray(0, 20),
      empty: Buffer.alloc(0),
      "cut inside a chunk": sealed.subarray(0, sealed.length - 1),
      reordered: Buffer.concat([header, b, a, c]),
      doubled: Buffer.concat([header, a, a, b, c]),
      lengthened: Buffer.concat([sealed, Buffer.of(0)]),
      "one chunk more": Buffer.concat([sealed, c]),
      ...Object.fromEntries([0, 2, 3, 18, 19, 50, 51, 70_000, sealed.length - 1].map((at) => [`bit at ${at}`, flipped(at)])),
    };
    for (const [how, bytes] of Object.entries(bad)) await expect(all(openChunks(key, place, of(bytes))), how).rejects.toThrow(FileDamaged);
    await expect(all(openChunks(newKey(), place, of(sealed)))).rejects.toThrow(FileDamaged);
    await expect(all(openChunks(key, { ...place, id: "f2" }, of(sealed)))).rejects.toThrow(FileDamaged);
    await expect(all(openChunks(key, { ...place, organisation: "o2" }, of(sealed)))).rejects.toThrow(FileDamaged);
  });
});

describe("receiving a file", () => {
  let root: string;
  const organisation = organisationId.parse(newId());
  const any: FileRule = { kinds: fileKinds, most: 1_000_000 };
  const receive = (name: string, bytes: Uint8Array | string, rule = any) =>
    receiveFile(root, organisation, name, rule, Readable.from(cut(Buffer.from(bytes), 10_000)));
  const left = async () => (await readdir(join(root, "files", organisation)).catch(() => [])).length;
  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), "files-"));
  });
  afterEach(() => rm(root, { recursive: true }));

  const png = Buffer.concat([Buffer.from("89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de", "hex"), Buffer.alloc(100)]);
  const pdf = Buffer.from("%PDF-1.7\n1 0 obj\n");

  it("knows a file by its content", async () => {
    const docx = await zipped(
      "[Content_Types].xml",
      `<Types><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`,
    );
    const jpg = Buffer.concat([Buffer.from("ffd8ffe000104a46494600010100", "hex"), Buffer.alloc(50)]);
    for (const [name, bytes, kind] of [
      ["cv.pdf", pdf, "pdf"],
      ["ảnh.PNG", png, "png"],
      ["ảnh.jpeg", jpg, "jpg"],
      ["cv.docx", docx, "docx"],
      ["ghi chú.txt", "Xin chào,\r\nmình là Ân.\n", "txt"],
      ["no ending", pdf, "pdf"],
    ] as const) {
      expect((await receive(name, bytes)).kind, name).toBe(kind);
    }
  });

  it("holds it sealed: nothing of it can be read on disk", async () => {
    const text = "số tài khoản 0123456789 ".repeat(20_000);
    const received = await receive("a.txt", text);
    const stored = await readFile(join(root, "files", organisation, received.stored));
    expect(stored.includes("0123456789")).toBe(false);
    expect(stored.length).toBe(sealedSize(received.size));
    const opened = await all(openChunks(received.key, { organisation, id: received.id }, of(stored)));
    expect(opened.toString()).toBe(text);
  });

  it("refuses what is not accepted, or is not what its name claims, and leaves nothing", async () => {
    for (const [name, bytes] of [
      ["cv.pdf", png],
      ["cv.png", pdf],
      ["cv.txt", pdf],
      ["cv.pdf", "just text"],
      ["a.txt", Buffer.from([0x41, 0, 0x42])],
      ["a.txt", Buffer.from([0xff, 0xfe, 0x41, 0])],
      ["a.txt", ""],
      ["a.exe", Buffer.from("MZ\0\0")],
      ["a.zip", await zipped("a.txt", "a")],
      ["cv.docx", await zipped("a.txt", "a")],
      ["a.txt", `${"a".repeat(100_000)}\0`],
    ] as const) {
      await expect(receive(name, bytes), name).rejects.toMatchObject({ code: "file.other_type" });
    }
    await expect(receive("a.pdf", pdf, { ...any, kinds: ["docx"] })).rejects.toMatchObject({ code: "file.other_type" });
    expect(await left()).toBe(0);
  });

  it("stops reading at the size limit", async () => {
    let read = 0;
    async function* endless(): AsyncGenerator<Uint8Array> {
      for (;;) {
        read += 10_000;
        yield Buffer.alloc(10_000, "a");
      }
    }
    await expect(receiveFile(root, organisation, "a.txt", any, endless())).rejects.toMatchObject({ code: "file.too_large" });
    expect(read).toBeLessThanOrEqual(1_010_000);
    expect(await left()).toBe(0);
  });

  it("leaves nothing when the sender goes away", async () => {
    async function* broken(): AsyncGenerator<Uint8Array> {
      yield Buffer.alloc(70_000, "a");
      throw new Error("gone");
    }
    await expect(receiveFile(root, organisation, "a.txt", any, broken())).rejects.toThrow("gone");
    expect(await left()).toBe(0);
  });

  it("asks clamdscan where it is installed, and says so where it is not", async () => {
    const program = join(root, "clamdscan");
    await writeFile(program, "#!/bin/sh\nif grep -q EICAR; then exit 1; fi\n");
    await chmod(program, 0o700);
    const scan = async (text: string, path: string) => {
      const s = await beginScan(path);
      await s.write(Buffer.from(text));
      return s.end();
    };
    expect(await scan("EICAR", `${root}:${process.env.PATH}`)).toBe("infected");
    expect(await scan("fine", `${root}:${process.env.PATH}`)).toBe("clean");
    expect(await scan("fine", "/nowhere")).toBe("skipped");
  });
});

async function zipped(name: string, text: string): Promise<Buffer> {
  const zip = new yazl.ZipFile();
  zip.addBuffer(Buffer.from(text), name);
  zip.end();
  const parts: Buffer[] = [];
  for await (const part of zip.outputStream) parts.push(Buffer.from(part));
  return Buffer.concat(parts);
}
