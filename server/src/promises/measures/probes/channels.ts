import type { Config, Db } from "../../../platform/index.js";
import type { AskPage } from "../../../policy/index.js";
import { isLoopback } from "../../checks/listeners.js";
import { type Channel, databaseChannel, pagesChannel } from "../../checks/transit.js";
import type { Found } from "../rules.js";

/** People reach the pages over TLS, or only from this machine. */
export async function pagesTls(config: Config): Promise<Found> {
  return verdict(pagesChannel(config));
}

/** The database is reached over TLS, or on this machine. */
export async function databaseTls(db: Db): Promise<Found> {
  return verdict(await databaseChannel(db));
}

/** What a channel's state means. */
export function verdict({ loopback, encrypted }: Pick<Channel, "loopback" | "encrypted">): Found {
  if (encrypted === true) return { result: "passed", found: { vi: "Đi qua TLS.", en: "Goes over TLS." } };
  if (loopback) return { result: "passed", found: { vi: "Không ra khỏi máy chủ này.", en: "Never leaves this machine." } };
  if (encrypted === "unknown")
    return { result: "unknown", found: { vi: "Lần này không hỏi được.", en: "It could not be asked this time." } };
  return { result: "failed", found: { vi: "Ra mạng mà không mã hoá.", en: "Goes over the network in clear." } };
}

const halfYear = 15_552_000;

/** Our own page tells browsers to come by https alone, for half a year or longer (ASVS 3.4.1). On this machine alone it means nothing. */
export async function hsts(config: Config, ask: AskPage, slug: string): Promise<Found> {
  const at = new URL(config.url);
  if (at.protocol !== "https:" && isLoopback(at.hostname)) {
    return {
      result: "passed",
      found: { vi: "Chưa cần: trang chỉ mở trên máy này.", en: "Not needed: the pages open on this machine alone." },
    };
  }
  const header = (await ask(`/${slug}`)).headers.get("strict-transport-security") ?? "";
  const seconds = Number(/max-age=(\d+)/.exec(header)?.[1] ?? 0);
  return seconds >= halfYear
    ? {
        result: "passed",
        found: { vi: `Có, trong ${Math.round(seconds / 86_400)} ngày.`, en: `Yes, for ${Math.round(seconds / 86_400)} days.` },
      }
    : {
        result: "failed",
        found: { vi: "Trang không dặn trình duyệt chỉ dùng https.", en: "Pages do not tell browsers to keep to https." },
      };
}
