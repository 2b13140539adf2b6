import type { Db } from "../../../platform/index.js";
import { atRestSample, cipherInForce } from "../../../vault/index.js";
import type { Found } from "../rules.js";

/** What a value is sealed with now, and how stored ones begin. */
export async function cipher(db: Db): Promise<Found> {
  const { cipher: name, holds, sampled, strange } = await cipherInForce(db);
  const passed = holds && strange.length === 0;
  return {
    result: passed ? "passed" : "failed",
    found: {
      vi: passed
        ? `${name.toUpperCase()}: niêm phong thử mở đúng, sửa một bit thì không mở; ${sampled} giá trị đã lưu cùng một dạng niêm phong.`
        : `${name.toUpperCase()}: ${holds ? "" : "niêm phong thử không giữ được; "}${strange.length} trong ${sampled} giá trị đã lưu không đúng dạng.`,
      en: passed
        ? `${name.toUpperCase()}: a trial seal opens, and not with one bit turned; ${sampled} stored values bear the same seal.`
        : `${name.toUpperCase()}: ${holds ? "" : "a trial seal does not hold; "}${strange.length} of ${sampled} stored values bear another form.`,
    },
  };
}

/** Stored values at random, opened with their person's key. */
export async function integrity(db: Db): Promise<Found> {
  const { opened, failed } = await atRestSample(db, 200);
  return {
    result: failed.length === 0 ? "passed" : "failed",
    found: {
      vi: `Mở thử ${opened + failed.length} giá trị: ${failed.length} giá trị không còn nguyên.`,
      en: `${opened + failed.length} values were opened as a test: ${failed.length} are not whole.`,
    },
  };
}
