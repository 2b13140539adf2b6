export type { Answered, Keyed, Once } from "./api.js";
export { type AppOptions, bodyLimit, createApp } from "./app.js";
export type { ActingCall, ActingCaller, Call, Guards, KeyCaller, OrganisationCall, PersonCall, PersonCaller, StaffCaller } from "./call.js";
export { consolePages } from "./console.js";
export { apiDescription, assetFiles } from "./files.js";
export { metrics, probes, unready } from "./probes.js";
export { type Page, page, type Served, serve, serveAnywhere } from "./route.js";
