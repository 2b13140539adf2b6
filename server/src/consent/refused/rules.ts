/** Sets these digests apart from every other use of the same key. */
export const digestUse = "refused advertising";
