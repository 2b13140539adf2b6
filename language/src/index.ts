export * from "./schema/fields.js";
export * from "./schema/parts.js";
export * from "./schema/policy.js";
export * from "./schema/touchpoints.js";
export * from "./schema/words.js";
