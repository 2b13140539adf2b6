import { readRefusal, Unexpected } from "@kept/sdk";

interface Endpoint {
  readonly id: string;
  readonly path: string;
}

/** Sends a file as it is to an endpoint that takes one. Refused as every call is; `path` is filled in already. */
export async function upload(endpoint: Endpoint, path: string, file: File): Promise<void> {
  const answer = await fetch(`/api/v1${path}`, {
    method: "POST",
    headers: { "content-type": file.type, accept: "application/json" },
    body: file,
  });
  const body: unknown = await answer.json().catch(() => undefined);
  if (answer.status === 201) return;
  const said = readRefusal(answer.status, answer.headers.get("retry-after"), body);
  throw said ?? new Unexpected(`${endpoint.id} answered ${answer.status} in a form the contract does not know.`);
}

/** The file of a form; undefined where none was chosen. */
export function fileOf(data: FormData, name: string): File | undefined {
  const file = data.get(name);
  return file instanceof File && file.size > 0 ? file : undefined;
}
