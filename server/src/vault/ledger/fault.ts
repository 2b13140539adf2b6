export type LedgerCode = "ledger.older" | "ledger.undone";

/** The ledger does not fit the database. Nothing is served; the message says what to do, and names ids alone. */
export class LedgerFault extends Error {
  readonly code: LedgerCode;
  constructor(code: LedgerCode, message: string) {
    super(message);
    this.code = code;
  }

  /** `lacks`: what it should hold. */
  static older(organisation: string, lacks: string): LedgerFault {
    return new LedgerFault(
      "ledger.older",
      `The erasure ledger of organisation ${organisation} in KEPT_LEDGER is missing, or older than the database: it lacks ${lacks}. ` +
        "People erased since then could come back, so nothing is served. Put the newest copy of KEPT_LEDGER in its place and start again. Only where no copy is left anywhere: kept ledger rebuild (for a restore: kept restore … --ledger-lost); docs/operating.md says what it costs.",
    );
  }
}
