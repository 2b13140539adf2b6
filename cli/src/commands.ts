import { adminCommand } from "./admin.js";
import { backupCommands } from "./backup.js";
import { checkCommand } from "./check.js";
import type { Command } from "./command.js";
import { importCommand } from "./import.js";
import { importEventsCommand } from "./import-events.js";
import { initCommand } from "./init.js";
import { keysCommand } from "./keys.js";
import { upgradeCommand } from "./upgrade.js";

/** Every command of `kept`, one file each. */
export const commands: readonly Command[] = [
  checkCommand,
  initCommand,
  adminCommand,
  importCommand,
  importEventsCommand,
  keysCommand,
  upgradeCommand,
  ...backupCommands,
];
