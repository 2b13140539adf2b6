export { type BackupCode, BackupFault } from "./fault.js";
export { loadBackup, verifyBackup } from "./load.js";
export { authenticated, type Head, type Manifest } from "./manifest.js";
export { packBackup } from "./pack.js";
export { progressLines, type Tell } from "./progress.js";
export { type Reached, reachDatabase } from "./reach.js";
