/**
 * Whether a reference may stand in clear: the organisation's own numbering. What reads as an e-mail, a phone, or an identity number is
 * a value about a person and belongs in a field.
 */
export function isSafeReference(reference: string): boolean {
  return (
    /^[A-Za-z0-9][A-Za-z0-9._/-]{0,63}$/.test(reference) && !/^(\+?84|0)[\d.-]{8,13}$/.test(reference) && !/^\d{9}(\d{3})?$/.test(reference)
  );
}
