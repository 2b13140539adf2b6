export * from "./refusals.js";
