export { rightsChecks } from "./checks.js";
export { correctAssisted, correctOwn } from "./correct.js";
export { type Certificate, eraseEverything, eraseFieldAssisted, eraseOwnField } from "./erase.js";
