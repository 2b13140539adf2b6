import { z } from "zod";
import { endpoint } from "./endpoint.js";

const roleNames = z.array(z.string().max(48)).min(1).max(20);

export const keyRow = z.strictObject({
  key: z.uuid(),
  label: z.string(),
  roles: z.array(z.string()),
  made_at: z.iso.datetime(),
  /** Whoever made it, and saw its secret, works here no more: replace it. */
  maker_left: z.boolean(),
  revoked_at: z.iso.datetime().nullable(),
});

export const listKeys = endpoint({
  id: "keys.list",
  method: "get",
  path: "/keys",
  summary: "The API keys of the organisation, without their secrets.",
  who: { by: ["staff"], deed: "keys" },
  response: z.strictObject({ keys: z.array(keyRow) }),
});

export const createKey = endpoint({
  id: "keys.create",
  shownOnce: true,
  method: "post",
  path: "/keys",
  summary: "Makes an API key. It is shown this once.",
  who: { by: ["staff"], deed: "keys", fresh: true },
  body: z.strictObject({ label: z.string().trim().min(1).max(80), roles: roleNames }),
  response: z.strictObject({ key: z.uuid(), secret: z.string() }),
  refusals: ["role.unknown"],
  status: 201,
});

export const revokeKey = endpoint({
  id: "keys.revoke",
  method: "post",
  path: "/keys/{key}:revoke",
  summary: "Ends an API key, within a second on every process.",
  who: { by: ["staff"], deed: "keys", fresh: true },
  params: z.strictObject({ key: z.uuid() }),
  response: keyRow,
  refusals: ["key.unknown"],
});
