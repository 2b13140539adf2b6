import { error, type Fault, gap } from "../finding.js";
import { article } from "../law/index.js";
import type { Retention } from "../schema/parts.js";
import type { Policy } from "../schema/policy.js";
import { declared, type Rule } from "./rule.js";

/** Everything kept has an end that can be found. */
export const retention: readonly Rule[] = [missing, uncovered, parts, endless, candidates];

const stated = article("L19", "16");

function missing(policy: Policy): Fault[] {
  if (policy.retention.length > 0) return [];
  return [
    gap(
      "retention.missing",
      "retention",
      { vi: "Chính sách chưa nói giữ dữ liệu bao lâu.", en: "The policy does not say how long data is kept." },
      { vi: "Thêm `retention:`, ví dụ `until: purposes_end`.", en: "Add `retention:`, for example `until: purposes_end`." },
      stated,
    ),
  ];
}

function uncovered(policy: Policy): Fault[] {
  if (policy.retention.length === 0) return [];
  return Object.entries(policy.touchpoints).flatMap(([id, t]) => {
    const covered = policy.retention.some(({ of, until }) => {
      if (until === "law") return false;
      const here = !of.touchpoints || of.touchpoints.includes(id);
      return (
        here && (!of.occasion || of.occasion === t.occasion) && (!of.fields || Object.keys(t.fields).every((f) => of.fields?.includes(f)))
      );
    });
    if (covered || Object.keys(t.fields).length === 0) return [];
    return [
      gap(
        "retention.uncovered",
        `touchpoints.${id}`,
        { vi: `Dữ liệu nhận ở “${id}” chưa có quy tắc giữ nào.`, en: `No retention rule covers what “${id}” takes.` },
        { vi: "Thêm một quy tắc, hoặc bỏ giới hạn `of` của một quy tắc đã có.", en: "Add a rule, or widen the `of` of an existing one." },
        stated,
      ),
    ];
  });
}

type Part = "event" | "period" | "default" | "review" | "article";
const allowed: Readonly<Record<Retention["until"], readonly Part[]>> = {
  asked: [],
  event: ["event", "period", "default"],
  time: ["period"],
  purposes_end: ["review"],
  law: ["article", "period", "event"],
};
const needed: Readonly<Record<Retention["until"], readonly Part[]>> = {
  asked: [],
  event: ["event"],
  time: ["period"],
  purposes_end: [],
  law: [],
};
const wanted: Readonly<Record<Retention["until"], readonly Part[]>> = {
  asked: [],
  event: ["default"],
  time: [],
  purposes_end: ["review"],
  law: ["article", "period"],
};

function parts(policy: Policy): Fault[] {
  return policy.retention.flatMap((r, i) => {
    const path = `retention.${i}`;
    const given: readonly Part[] = (["event", "period", "default", "review", "article"] as const).filter((p) => r[p] !== undefined);
    const faults: Fault[] = [];
    for (const part of given.filter((p) => !allowed[r.until].includes(p))) {
      faults.push(
        error(
          "retention.contradicts",
          `${path}.${part}`,
          {
            vi: `Quy tắc “${r.id}” là \`${r.until}\` nên \`${part}\` không có nghĩa.`,
            en: `The rule “${r.id}” is \`${r.until}\`, where \`${part}\` means nothing.`,
          },
          { vi: `Bỏ \`${part}\`, hoặc đổi \`until\`.`, en: `Remove \`${part}\`, or change \`until\`.` },
        ),
      );
    }
    for (const part of needed[r.until].filter((p) => !given.includes(p))) {
      faults.push(
        error(
          "retention.part_missing",
          path,
          {
            vi: `Quy tắc “${r.id}” là \`${r.until}\` mà thiếu \`${part}\`.`,
            en: `The rule “${r.id}” is \`${r.until}\` and lacks \`${part}\`.`,
          },
          { vi: `Thêm \`${part}:\`.`, en: `Add \`${part}:\`.` },
        ),
      );
    }
    for (const part of wanted[r.until].filter((p) => !given.includes(p))) {
      faults.push(
        gap(
          "retention.no_end",
          path,
          {
            vi: `Quy tắc “${r.id}” thiếu \`${part}\` nên có dữ liệu không biết giữ đến bao giờ.`,
            en: `The rule “${r.id}” lacks \`${part}\`, so some data has no known end.`,
          },
          { vi: `Thêm \`${part}:\`.`, en: `Add \`${part}:\`.` },
          stated,
        ),
      );
    }
    if (r.event && r.of.occasion) {
      const occasion = declared(policy.occasions, r.of.occasion);
      if (occasion && !Object.hasOwn(occasion.events, r.event)) {
        faults.push(
          error(
            "retention.event_elsewhere",
            `${path}.event`,
            { vi: `“${r.of.occasion}” không có sự kiện “${r.event}”.`, en: `“${r.of.occasion}” has no event “${r.event}”.` },
            { vi: `Khai nó trong \`occasions.${r.of.occasion}.events\`.`, en: `Declare it under \`occasions.${r.of.occasion}.events\`.` },
          ),
        );
      }
    }
    const outcomes = (r.of.occasion && declared(policy.occasions, r.of.occasion)?.outcomes) || {};
    for (const outcome of r.unless?.filter((o) => !Object.hasOwn(outcomes, o)) ?? []) {
      faults.push(
        error(
          "retention.outcome_elsewhere",
          `${path}.unless`,
          {
            vi: `Quy tắc “${r.id}” chừa người có kết quả “${outcome}”, mà việc nó nói tới không khai kết quả ấy.`,
            en: `The rule “${r.id}” leaves out persons with the outcome “${outcome}”, which its occasion does not declare.`,
          },
          {
            vi: `Khai nó trong \`occasions.${r.of.occasion ?? "…"}.outcomes\`.`,
            en: `Declare it under \`occasions.${r.of.occasion ?? "…"}.outcomes\`.`,
          },
        ),
      );
    }
    return faults;
  });
}

/** "Until you ask" alone keeps data whose purposes have ended (law 91/2025 art. 14.1). */
function endless(policy: Policy): Fault[] {
  return policy.retention.flatMap((r, i) => {
    if (r.until !== "asked" || policy.retention.some((other) => other.until === "purposes_end")) return [];
    return [
      gap(
        "retention.no_end",
        `retention.${i}`,
        {
          vi: `Quy tắc “${r.id}” giữ đến khi có yêu cầu, kể cả khi mục đích đã xong.`,
          en: `The rule “${r.id}” keeps until asked, even when its purposes have ended.`,
        },
        { vi: "Thêm một quy tắc `until: purposes_end` với `review`.", en: "Add a rule `until: purposes_end` with `review`." },
        article("L91", "14.1"),
      ),
    ];
  });
}

function candidates(policy: Policy): Fault[] {
  return Object.entries(policy.touchpoints).flatMap(([id, t]) => {
    if (t.about !== "candidate") return [];
    const ends = policy.retention.some(
      (r) =>
        (r.of.touchpoints?.includes(id) || (t.occasion !== undefined && r.of.occasion === t.occasion)) &&
        (r.until === "event" || r.until === "time"),
    );
    if (ends) return [];
    return [
      gap(
        "retention.candidates",
        `touchpoints.${id}`,
        {
          vi: `Hồ sơ ứng viên nhận ở “${id}” chưa nói xoá khi nào nếu không tuyển.`,
          en: `Applications taken at “${id}” do not say when they go if nobody is hired.`,
        },
        {
          vi: "Thêm quy tắc giữ cho ứng viên với `until: event` hoặc `until: time`.",
          en: "Add a rule for candidates with `until: event` or `until: time`.",
        },
        article("L91", "25.1"),
      ),
    ];
  });
}
