import { z } from "zod";

/**
 * A law, a clause, a case or a document, cited on one line. It stands in events, letters and certificates in clear and outlives an erasure,
 * so it names nobody: no @, and no nine digits in a row, whatever single sign parts them ("0912 345 678").
 */
export const citation = (most: number) =>
  z
    .string()
    .trim()
    .min(2)
    .max(most)
    .regex(/^(?![\s\S]*\d(?:[ \u00A0.-]?\d){8})[^@\r\n\u2028\u2029]*$/);
