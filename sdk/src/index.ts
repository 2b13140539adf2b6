export { type CallOptions, type Client, type ClientOptions, createClient } from "./client.js";
export type { Given } from "./given.js";
export { createKept, type Kept } from "./kept.js";
export { type Fault, Refused, readRefusal, Unexpected, Unreachable } from "./refused.js";
