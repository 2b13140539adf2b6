import { fileTypeFromBuffer } from "file-type";

/** What a file may be. */
export const fileKinds = ["pdf", "docx", "png", "jpg", "txt"] as const;
export type FileKind = (typeof fileKinds)[number];

/** How much of its beginning tells what a file is. */
export const sampleSize = 65_536;

/** What a file is by its first bytes, whatever its name says. `unsure`: text so far, which the rest must confirm. */
export async function sniff(sample: Uint8Array): Promise<FileKind | "unsure" | "other"> {
  const found = await fileTypeFromBuffer(sample);
  if (!found) return "unsure";
  return fileKinds.find((k) => k === found.ext && k !== "txt") ?? "other";
}

/** Tells whether a stream is text: UTF-8 throughout, without control characters other than tab, line and page breaks. */
export class TextProof {
  readonly #decoder = new TextDecoder("utf-8", { fatal: true });
  #holds = true;
  add(bytes: Uint8Array): void {
    this.#judge(() => this.#decoder.decode(bytes, { stream: true }));
  }
  /** True where everything added was text. */
  end(): boolean {
    this.#judge(() => this.#decoder.decode());
    return this.#holds;
  }
  #judge(decode: () => string): void {
    if (!this.#holds) return;
    try {
      // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
      if (/[\u0000-\u0008\u000b\u000e-\u001f\u007f]/.test(decode())) this.#holds = false;
    } catch {
      this.#holds = false;
    }
  }
}

const extensions: Readonly<Record<string, FileKind>> = {
  pdf: "pdf",
  docx: "docx",
  png: "png",
  jpg: "jpg",
  jpeg: "jpg",
  txt: "txt",
  text: "txt",
};

/** What a name claims the file is; undefined where its ending claims nothing we know. */
export function claimed(name: string): FileKind | undefined {
  const dot = name.lastIndexOf(".");
  return dot < 0 ? undefined : extensions[name.slice(dot + 1).toLowerCase()];
}
