import type { OrganisationId, Running } from "../../platform/index.js";
import type { PublishedPolicy } from "../../policy/index.js";
import { receiveFile } from "../../vault/index.js";
import type { GivenFile } from "../ready.js";

const pdf = Buffer.from("%PDF-1.4\n1 0 obj <</Type /Catalog>> endobj\ntrailer <</Root 1 0 R>>\n%%EOF\n");
const name = "ho-so-mau.pdf";

/** The files a touchpoint cannot do without: an empty page each, received as any upload is. */
export async function madeUpFiles(
  running: Running,
  organisation: OrganisationId,
  { policy }: PublishedPolicy,
  touchpoint: string,
): Promise<GivenFile[]> {
  const given: GivenFile[] = [];
  for (const [field, asked] of Object.entries(policy.touchpoints[touchpoint]?.fields ?? {})) {
    const rule = policy.fields[field]?.file;
    if (!asked.required || !rule?.types.includes("pdf")) continue;
    const kinds = { kinds: rule.types, most: rule.max_mib * 1024 * 1024 };
    given.push({ field, received: await receiveFile(running.config.data, organisation, name, kinds, bytes()) });
  }
  return given;
}

async function* bytes(): AsyncGenerator<Uint8Array> {
  yield pdf;
}
