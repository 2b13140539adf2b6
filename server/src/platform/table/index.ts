export { readCsv } from "./csv.js";
export { type Row, TableFault } from "./row.js";
