export { emailKey } from "./values/contact.js";
export { mask } from "./values/mask.js";
export { readOne, readValue } from "./values/read.js";
export type { Bad, FileFacts, OfKind, Read, Value, ValueCode } from "./values/result.js";
export { type ReadSubmission, readSubmission } from "./values/submission.js";
export { countCharacters } from "./values/text.js";
