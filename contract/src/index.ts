export * from "./consent.js";
export * from "./endpoint.js";
export * from "./messaging.js";
export * from "./people.js";
export * from "./refusals.js";
