export * from "./endpoint.js";
export * from "./refusals.js";
