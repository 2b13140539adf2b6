export interface Form {
  readonly form: string;
  readonly bytes: Buffer;
}

/** Every way in which a text may lie somewhere in clear, each once. Texts of fewer than 8 bytes are refused. */
export function formsOf(text: string): Form[] {
  if (Buffer.byteLength(text) < 8) throw new RangeError("a planted text has at least 8 bytes");
  const forms = new Map<string, Form>();
  for (const [kind, variant] of spellings(text)) {
    for (const [how, bytes] of writings(variant)) {
      const key = bytes.toString("latin1");
      if (bytes.length >= 6 && !forms.has(key)) forms.set(key, { form: kind ? `${how} of ${kind}` : how, bytes });
    }
  }
  return [...forms.values()];
}

/** The text as given, composed and decomposed, in small and large letters, without accents, and backwards. */
function spellings(text: string): [string, string][] {
  const nfc = text.normalize("NFC");
  const plain = nfc.normalize("NFD").replace(/\p{M}/gu, "").replace(/đ/g, "d").replace(/Đ/g, "D");
  const digits = text.replace(/\D/g, "");
  const all: [string, string][] = [
    ["", text],
    ["nfc", nfc],
    ["nfd", nfc.normalize("NFD")],
    ["small letters", nfc.toLowerCase()],
    ["large letters", nfc.toUpperCase()],
    ["no accents", plain],
    ["no accents, small", plain.toLowerCase()],
    ["backwards", [...nfc].reverse().join("")],
  ];
  // A phone number is the same with 0, with +84 and with spaces: what they share is its last nine digits.
  if (/^[+\d][\d .()-]+$/.test(text) && digits.length >= 9) all.push(["last nine digits", digits.slice(-9)]);
  return all.filter(([, variant]) => Buffer.byteLength(variant) >= 8);
}

function writings(text: string): [string, Buffer][] {
  const utf8 = Buffer.from(text);
  const utf16 = Buffer.from(text, "utf16le");
  const ascii = (s: string) => Buffer.from(s, "latin1");
  const hex = utf8.toString("hex");
  const units = (write: (unit: number) => string) =>
    ascii([...utf16units(text)].map((u) => (u < 0x80 ? String.fromCharCode(u) : write(u))).join(""));
  const bytes = (write: (byte: number) => string) => ascii([...utf8].map((b) => (b < 0x80 ? String.fromCharCode(b) : write(b))).join(""));
  const points = (write: (point: number) => string) =>
    ascii([...text].map((c) => (c < "\x80" ? c : write(c.codePointAt(0) ?? 0))).join(""));
  return [
    ["utf-8", utf8],
    ["utf-16le", utf16],
    ["utf-16be", Buffer.from(utf16).swap16()],
    ["latin-1 read as text", Buffer.from(utf8.toString("latin1"))],
    ...base64(utf8),
    ["hex", ascii(hex)],
    ["large hex", ascii(hex.toUpperCase())],
    ["json escapes", units((u) => `\\u${hex4(u)}`)],
    ["large json escapes", units((u) => `\\u${hex4(u).toUpperCase()}`)],
    ["json in json", units((u) => `\\\\u${hex4(u)}`)],
    ["percent", ascii(encodeURIComponent(text))],
    ["percent, + for spaces", ascii(encodeURIComponent(text).replaceAll("%20", "+"))],
    ["small percent", bytes((b) => `%${b.toString(16).padStart(2, "0")}`)],
    ["quoted-printable", bytes((b) => `=${b.toString(16).padStart(2, "0").toUpperCase()}`)],
    ["octal escapes", bytes((b) => `\\${b.toString(8).padStart(3, "0")}`)],
    ["x escapes", bytes((b) => `\\x${b.toString(16).padStart(2, "0")}`)],
    ["html numbers", points((p) => `&#${p};`)],
    ["html hex", points((p) => `&#x${p.toString(16)};`)],
  ];
}

/** In a longer text, base64 depends on where it begins, modulo 3; what depends on its neighbours is cut off. */
function base64(bytes: Buffer): [string, Buffer][] {
  return [0, 1, 2].flatMap((offset): [string, Buffer][] => {
    const whole = Buffer.concat([Buffer.alloc(offset), bytes]).toString("base64");
    const cut = whole.slice(Math.ceil((offset * 8) / 6), Math.floor(((offset + bytes.length) * 8) / 6));
    return [
      [`base64 at ${offset}`, Buffer.from(cut)],
      [`base64url at ${offset}`, Buffer.from(cut.replaceAll("+", "-").replaceAll("/", "_"))],
    ];
  });
}

function* utf16units(text: string): Generator<number> {
  for (let i = 0; i < text.length; i++) yield text.charCodeAt(i);
}

function hex4(unit: number): string {
  return unit.toString(16).padStart(4, "0");
}
