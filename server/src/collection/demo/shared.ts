/** References of events and vacancies that several made-up people came to, by organisation and kind; an order is each customer's own. */
export const sharedOccasions: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  okvip: { event: ["SK-2026-01", "SK-2026-02"], vacancy: ["TD-2026-01", "TD-2026-02"] },
};
