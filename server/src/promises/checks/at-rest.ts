import { type Check, check, judge } from "../../policy/index.js";
import { atRestSample } from "../../vault/index.js";

/** Opens sealed values at random: one that does not open under its own key and place was damaged, moved or never sealed. */
export const atRest: Check = check("security.at_rest", async ({ db }) => {
  const { opened, failed } = await atRestSample(db, 200);
  return judge({
    done: opened,
    violations: failed.map((f) => f.value),
    explanation:
      failed.length > 0
        ? {
            vi: `${failed.length} giá trị không mở được bằng khoá của chính nó.`,
            en: `${failed.length} values do not open under their own key.`,
          }
        : opened > 0
          ? {
              vi: `${opened} giá trị lấy ngẫu nhiên đều được niêm phong và còn nguyên.`,
              en: `${opened} values taken at random were all sealed and whole.`,
            }
          : { vi: "Chưa giữ giá trị nào.", en: "No value is held yet." },
  });
});
