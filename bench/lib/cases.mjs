/**
 * What is measured. Each case names who does what: over HTTP (the request that the load process sends to that peer's server) or in one
 * process (the operation that the peer runs by itself). All of a case run in the same rounds, one after the other. `against` says which
 * ratios are printed: ours to theirs, with the aim where there is one.
 */
export const cases = [
  {
    name: "consent writes, HTTP",
    level: "http",
    peers: { kept: "kept consent", c15t: "c15t consent", "bare insert": "bare consent" },
    against: { c15t: 30, "bare insert": 1 },
  },
  {
    name: "consent writes, in process",
    level: "process",
    peers: { kept: "consent", c15t: "consent", "bare insert": "consent" },
    against: { c15t: 30, "bare insert": 1 },
  },
  {
    name: "standing reads, HTTP",
    level: "http",
    peers: { kept: "kept standing", "c15t check": "c15t check", "c15t subject": "c15t subject", "bare select": "bare standing" },
    against: { "c15t check": 15, "c15t subject": 15, "bare select": undefined },
  },
  {
    name: "standing reads, in process",
    level: "process",
    peers: { kept: "standing", "c15t check": "check", "c15t subject": "subject", "bare select": "standing" },
    against: { "c15t check": 15, "c15t subject": 15, "bare select": undefined },
  },
  {
    name: "submissions of six fields, HTTP",
    level: "http",
    peers: { kept: "kept submission", "bare insert": "bare submission" },
    against: { "bare insert": undefined },
    atLeast: 1500,
  },
  {
    name: "submissions of six fields, in process",
    level: "process",
    peers: { kept: "submission", "bare insert": "submission" },
    against: { "bare insert": undefined },
    atLeast: 1500,
  },
  {
    name: "a page of a year's timeline, HTTP",
    level: "http",
    peers: { kept: "kept timeline", "kept, deep page": "kept timeline deep" },
    against: {},
  },
  {
    name: "a page of a year's timeline, in process",
    level: "process",
    peers: { kept: "timeline", "kept, deep page": "timeline deep" },
    against: {},
  },
  {
    name: "six values read through the gate, HTTP",
    level: "http",
    peers: { kept: "kept read" },
    against: {},
  },
  {
    name: "six values read through the gate, in process",
    level: "process",
    peers: { kept: "read", "kept, opened without a decision": "open", "kept, rows without opening": "rows" },
    against: { "kept, opened without a decision": 0.5, "kept, rows without opening": undefined },
  },
];

/** Whose process answers for a peer of a case. */
export const hostOf = (peer) => (peer.startsWith("c15t") ? "c15t" : peer.startsWith("bare") ? "bare" : "kept");
