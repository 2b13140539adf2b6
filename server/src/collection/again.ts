import type { PersonId, Tx } from "../platform/index.js";
import { givenAgain } from "../retention/index.js";
import type { Origin } from "../vault/index.js";

/** A value that stands already, and where it was given once more. */
export interface GivenAgain {
  readonly value: string;
  readonly field: string;
  readonly origin: Origin;
}

/** Notes that values which stay as they are were given once more: they are kept for that as well, an order's phone for the next order. */
export async function keepAgain(tx: Tx, person: PersonId, values: readonly GivenAgain[]): Promise<void> {
  await givenAgain(
    tx,
    values.flatMap(({ value, field, origin }) =>
      origin.submissionId === null
        ? []
        : [
            {
              person,
              value,
              submission: origin.submissionId,
              field,
              touchpoint: origin.touchpoint,
              occasion: origin.occasionId,
              purposes: origin.purposes,
              at: origin.collectedAt,
            },
          ],
    ),
  );
}
