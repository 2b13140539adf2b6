export type BackupCode =
  | "backup.damaged"
  | "backup.other_installation"
  | "backup.newer"
  | "backup.not_empty"
  | "backup.too_old"
  | "backup.recovery"
  | "backup.forged"
  | "backup.drill"
  | "backup.ledger"
  | "backup.asked";

/** A backup cannot be made or restored as things stand. The message says what to do, and holds no value. */
export class BackupFault extends Error {
  readonly code: BackupCode;
  constructor(code: BackupCode, message: string) {
    super(message);
    this.code = code;
  }
}

export function damaged(what: string): BackupFault {
  return new BackupFault(
    "backup.damaged",
    `The backup is damaged: ${what}. Nothing of it is used. Take another copy of it, or an older backup.`,
  );
}
