/** What a refusal answers with: the HTTP status, and what is said to the person. */
export interface RefusalText {
  readonly status: number;
  readonly vi: string;
  readonly en: string;
}
