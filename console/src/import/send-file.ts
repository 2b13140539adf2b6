import { importLimits, importTypes, uploadImport } from "@kept/contract";
import { readRefusal, Unexpected, Unreachable } from "@kept/sdk";
import type { z } from "zod";

export type ImportRow = z.output<(typeof uploadImport)["response"]>;

interface Sending {
  readonly import: string;
  readonly touchpoint: string;
  readonly file: File;
  /** Parts of one that have left. */
  readonly onProgress: (part: number) => void;
  readonly signal: AbortSignal;
}

/** What a file is by its name; browsers disagree on the type of a CSV. */
export function formatOf(file: File): keyof typeof importTypes | undefined {
  const end = file.name.split(".").at(-1)?.toLowerCase();
  return end === "csv" || end === "xlsx" ? end : undefined;
}

export function isTooLarge(file: File, format: keyof typeof importTypes): boolean {
  return file.size > importLimits[format];
}

/** Uploads a file as the browser reads it from disk. Not by fetch, which does not tell how far it is. The same id again is the same import. */
export function sendFile(format: keyof typeof importTypes, s: Sending): Promise<ImportRow> {
  return new Promise((done, fail) => {
    const request = new XMLHttpRequest();
    const query = new URLSearchParams({ import: s.import, touchpoint: s.touchpoint });
    request.open("POST", `/api/v1${uploadImport.path}?${query}`);
    request.setRequestHeader("Accept", "application/json");
    request.setRequestHeader("Content-Type", importTypes[format]);
    request.upload.onprogress = (e) => e.lengthComputable && s.onProgress(e.loaded / e.total);
    request.onerror = () => fail(new Unreachable("Kept did not answer."));
    request.onabort = () => fail(s.signal.reason);
    request.onload = () => {
      const body = readJson(request.responseText);
      const read = uploadImport.response.safeParse(body);
      if (request.status === 201 && read.success) return done(read.data);
      const refused = readRefusal(request.status, request.getResponseHeader("retry-after"), body);
      fail(refused ?? new Unexpected(`${uploadImport.id} answered ${request.status} in a form the contract does not know.`));
    };
    s.signal.addEventListener("abort", () => request.abort(), { once: true });
    request.send(s.file);
  });
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
