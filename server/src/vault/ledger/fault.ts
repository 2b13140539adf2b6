export type LedgerCode = "ledger.older" | "ledger.undone";

/** The ledger does not fit the database. Nothing is served; the message says what to do, and names ids alone. */
export class LedgerFault extends Error {
  readonly code: LedgerCode;
  constructor(code: LedgerCode, message: string) {
    super(message);
    this.code = code;
  }
}
