export * from "./consent.js";
export * from "./endpoint.js";
export * from "./identity.js";
export * from "./messaging.js";
export * from "./passkeys.js";
export * from "./people.js";
export * from "./policy.js";
export * from "./refusals.js";
