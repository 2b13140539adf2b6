import type { RefusalText } from "./text.js";

export const messaging = {
  "message.unknown": { status: 404, vi: "Không có thư này.", en: "There is no such message." },
} as const satisfies Record<string, RefusalText>;
