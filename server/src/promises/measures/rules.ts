import type { Both } from "@kept/language";

export const measures = ["firewall", "access_control", "encryption", "restore_drill", "integrity", "experts"] as const;
export type Measure = (typeof measures)[number];

export const probeNames = [
  "cipher",
  "key_root",
  "ledger_root",
  "pages_tls",
  "hsts",
  "database_tls",
  "ports",
  "row_security",
  "events_fixed",
  "integrity",
  "drill",
] as const;
export type ProbeName = (typeof probeNames)[number];

/** `unknown`: it could not be asked this time. */
export type ProbeResult = "passed" | "failed" | "unknown";

export interface Found {
  readonly result: ProbeResult;
  /** One sentence, for staff and public: numbers and names of things, never a path or an address. */
  readonly found: Both;
}

/** Which probes stand behind a measure, and whether part of it can only be attested: what stands outside this machine, or is done by people. */
export const behind: Readonly<Record<Measure, { readonly text: Both; readonly probes: readonly ProbeName[]; readonly attested: boolean }>> =
  {
    encryption: {
      text: { vi: "Mã hoá", en: "Encryption" },
      probes: ["cipher", "key_root", "pages_tls", "hsts", "database_tls"],
      attested: false,
    },
    access_control: {
      text: { vi: "Kiểm soát truy cập", en: "Access control" },
      probes: ["row_security", "events_fixed", "key_root", "ledger_root"],
      attested: false,
    },
    firewall: { text: { vi: "Tường lửa", en: "Firewall" }, probes: ["ports"], attested: true },
    integrity: { text: { vi: "Toàn vẹn", en: "Integrity" }, probes: ["integrity"], attested: false },
    restore_drill: { text: { vi: "Diễn tập phục hồi", en: "Restore drill" }, probes: ["drill"], attested: false },
    experts: { text: { vi: "Hỏi chuyên gia bảo mật", en: "Security experts consulted" }, probes: [], attested: true },
  };

export const probeWords: Readonly<Record<ProbeName, Both>> = {
  cipher: { vi: "Niêm phong đang dùng", en: "Seal in force" },
  key_root: { vi: "Nơi giữ khoá", en: "Where keys lie" },
  ledger_root: { vi: "Nơi giữ sổ xoá", en: "Where the ledger lies" },
  pages_tls: { vi: "Trang web qua TLS", en: "Pages over TLS" },
  hsts: { vi: "Trình duyệt chỉ dùng https", en: "Browsers keep to https" },
  database_tls: { vi: "Đường tới cơ sở dữ liệu", en: "Way to the database" },
  ports: { vi: "Cổng đang mở", en: "Open ports" },
  row_security: { vi: "Mỗi tổ chức chỉ thấy dữ liệu của mình", en: "Each organisation sees its own rows" },
  events_fixed: { vi: "Bằng chứng không sửa được", en: "Evidence cannot be changed" },
  integrity: { vi: "Mở thử giá trị đã lưu", en: "Stored values open" },
  drill: { vi: "Lần diễn tập phục hồi gần nhất", en: "Last restore drill" },
};

/** A probe older than this proves nothing any more, in hours: they run every hour. */
export const staleProbeHours = 6;

export function isMeasure(name: string): name is Measure {
  return measures.some((m) => m === name);
}

/** A day and hour as people in Vietnam read it: `09:07, 22/11/2026`. */
export function moment(at: Date): string {
  const part = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat("en-GB", { ...options, timeZone: "Asia/Ho_Chi_Minh" }).format(at);
  return `${part({ hour: "2-digit", minute: "2-digit", hour12: false })}, ${part({ day: "2-digit", month: "2-digit", year: "numeric" })}`;
}
