import { type RefusalCode, refusals } from "@kept/contract";

/** What was refused, field by field: paths of the form or body, never values. */
export interface Fault {
  readonly path: string;
  readonly text: { readonly vi: string; readonly en: string };
}

/**
 * The one error a verb throws on purpose. Its code is a key of the catalogue in `contract`; anything else that is
 * thrown is a 500 that says nothing. It never carries a personal value.
 */
export class Refusal extends Error {
  readonly code: RefusalCode;
  readonly faults: readonly Fault[];
  constructor(code: RefusalCode, faults: readonly Fault[] = []) {
    super(code);
    this.code = code;
    this.faults = faults;
  }
  get status(): number {
    return refusals[this.code].status;
  }
}
