import { createHash, randomBytes } from "node:crypto";
import { bech32 } from "@scure/base";
import { entropyToMnemonic, mnemonicToEntropy } from "@scure/bip39";
import { wordlist } from "@scure/bip39/wordlists/english.js";
import { identityToRecipient } from "age-encryption";
import { Refusal } from "../../platform/index.js";

/** The private half, as it is written on paper and as the `age` tool takes it. It is never kept. */
export interface RecoveryPhrase {
  /** 24 words of the BIP 39 English list: 256 bits of chance and 8 bits that catch a slip of the pen. */
  readonly words: readonly string[];
  /** `AGE-SECRET-KEY-1…`: the same 256 bits. */
  readonly identity: string;
  /** `age1…`: the public half, which is all a server keeps. */
  readonly recipient: string;
  /** Eight letters and digits that tell which paper belongs to which key: not secret. */
  readonly mark: string;
}

/** Draws a new recovery key. */
export async function newPhrase(): Promise<RecoveryPhrase> {
  const secret = randomBytes(32);
  const phrase = await phraseOf(secret);
  secret.fill(0);
  return phrase;
}

/**
 * Reads 24 words as somebody typed them: any case, any spaces and line ends, with or without the numbers of the sheet. Refuses
 * `recovery.words` with the places, never the words, that are not on the list; with none where the checksum says that one is wrong.
 */
export async function readPhrase(typed: string): Promise<RecoveryPhrase> {
  const words = typed
    .normalize("NFKD")
    .toLowerCase()
    .split(/[\s,;]+/)
    .map((w) => w.replace(/^\d+[.)]?/, ""))
    .filter((w) => w !== "");
  const strange = words.flatMap((w, i) => (wordlist.includes(w) ? [] : [i + 1]));
  if (words.length !== 24 || strange.length > 0) {
    throw new Refusal(
      "recovery.words",
      strange.map((n) => ({
        path: `word ${n}`,
        text: { vi: `Từ thứ ${n} không có trong danh sách.`, en: `Word ${n} is not on the list.` },
      })),
    );
  }
  let secret: Uint8Array;
  try {
    secret = mnemonicToEntropy(words.join(" "), wordlist);
  } catch {
    throw new Refusal("recovery.words");
  }
  const phrase = await phraseOf(secret);
  secret.fill(0);
  return phrase;
}

/** Which key a public half is, short enough to compare by eye. */
export function markOf(recipient: string): string {
  const digest = createHash("sha256").update(`kept recovery mark 1\0${recipient}`).digest("hex").toUpperCase();
  return `${digest.slice(0, 4)}-${digest.slice(4, 8)}`;
}

/** The words stand for the X25519 key itself, so that any tool that knows BIP 39 and age can open what was sealed, without Kept. */
async function phraseOf(secret: Uint8Array): Promise<RecoveryPhrase> {
  const identity = bech32.encodeFromBytes("AGE-SECRET-KEY-", secret).toUpperCase();
  const recipient = await identityToRecipient(identity);
  return { words: entropyToMnemonic(secret, wordlist).split(" "), identity, recipient, mark: markOf(recipient) };
}
