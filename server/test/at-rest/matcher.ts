/** Looks for many byte strings at once, in one pass. */
export class Matcher {
  readonly longest: number;
  readonly #needles: readonly Buffer[];
  /** Which beginnings of three bytes any needle has: most positions are settled by one look. */
  readonly #begins = new Uint8Array(1 << 21);
  readonly #byBeginning = new Map<number, number[]>();

  constructor(needles: readonly Buffer[]) {
    this.#needles = needles;
    this.longest = Math.max(0, ...needles.map((n) => n.length));
    for (const [index, needle] of needles.entries()) {
      if (needle.length < 6) throw new RangeError("a needle too short would be found anywhere");
      const key = needle.readUIntLE(0, 3);
      this.#begins[key >> 3] = (this.#begins[key >> 3] ?? 0) | (1 << (key & 7));
      this.#byBeginning.set(key, [...(this.#byBeginning.get(key) ?? []), index]);
    }
  }

  /** Calls `found` with the index of each needle, for every place where it stands. */
  search(text: Buffer, found: (index: number) => void): void {
    const begins = this.#begins;
    for (let i = 0; i + 6 <= text.length; i++) {
      const key = (text[i] ?? 0) | ((text[i + 1] ?? 0) << 8) | ((text[i + 2] ?? 0) << 16);
      if (((begins[key >> 3] ?? 0) & (1 << (key & 7))) === 0) continue;
      for (const index of this.#byBeginning.get(key) ?? []) {
        const needle = this.#needles[index];
        if (needle && text.length - i >= needle.length && needle.compare(text, i, i + needle.length) === 0) found(index);
      }
    }
  }
}
