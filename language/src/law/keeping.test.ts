import { expect, it } from "vitest";
import { keepingTerms, keptUntil } from "./keeping.js";

it("keeps an invoice and a voucher ten years, a paper of management five, from the end of the accounting year", () => {
  expect(keptUntil("invoice", "2026-01-01")).toBe("2036-12-31");
  expect(keptUntil("accounting_voucher", "2026-12-31")).toBe("2036-12-31");
  expect(keptUntil("management_paper", "2026-06-15")).toBe("2031-12-31");
});

it("names the article of each", () => {
  for (const { articles } of Object.values(keepingTerms))
    expect(articles.map((a) => a.vi).join("; ")).toContain("Luật 88/2015/QH13, điều 41.5");
});
