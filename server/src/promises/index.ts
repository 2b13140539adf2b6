export { type Attesting, attest } from "./attest.js";
export { type Board, type BoardControl, type BoardPromise, boardOf, standingsBy } from "./board.js";
export { wholeChecks } from "./checks/index.js";
export { type Probing, probing } from "./measures/run.js";
export { checkFor, checksByControl, combine } from "./rules.js";
export { runChecks } from "./run.js";
