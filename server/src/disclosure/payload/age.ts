import { randomBytes } from "node:crypto";
import { Encrypter } from "age-encryption";

/** Whether a text is a public key of age that files can be encrypted for. */
export function isAgeKey(text: string): boolean {
  if (!/^age1[a-z0-9]+$/.test(text)) return false;
  try {
    new Encrypter().addRecipient(text);
    return true;
  } catch {
    return false;
  }
}

/** Encrypts for a public key, or else under a passphrase of 160 random bits that is answered once and kept nowhere. Format: age v1. */
export async function encryptForHand(bytes: Uint8Array, key: string | null): Promise<{ sealed: Uint8Array; passphrase: string | null }> {
  const age = new Encrypter();
  if (key !== null) {
    age.addRecipient(key);
    return { sealed: await age.encrypt(bytes), passphrase: null };
  }
  const passphrase = newPassphrase();
  age.setPassphrase(passphrase);
  // The passphrase is pure chance and cannot be guessed, however cheap a guess is: more work would only hold up the server.
  age.setScryptWorkFactor(14);
  return { sealed: await age.encrypt(bytes), passphrase };
}

/** Letters that are not mistaken for each other when read aloud. */
const letters = "abcdefghjkmnpqrstuvwxyz023456789";

function newPassphrase(): string {
  const all = [...randomBytes(32)].map((b) => letters[b & 31] ?? "a").join("");
  return (all.match(/.{4}/g) ?? []).join("-");
}
