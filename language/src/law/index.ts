export { article, type Instrument } from "./articles.js";
export { basicKinds, looksSensitive, sensitiveKinds } from "./categories.js";
export { type KeepingTerm, keepingTerms, keptUntil, type PaperKind, paperKinds } from "./keeping.js";
export { type MarketingRule, marketingRules } from "./marketing.js";
export { gdprTerms, type Law, type RightTerm, rightTerm, rightTerms } from "./rights.js";
export { type LawTerm, type LawTermName, lawTerm, lawTerms } from "./terms.js";
export {
  type SensitiveTransferItemName,
  sensitiveTransferItems,
  type TransferItem,
  type TransferItemName,
  transferItems,
} from "./transfers.js";
