import { createHash, createPrivateKey, generateKeyPairSync, type KeyObject, randomBytes, sign } from "node:crypto";
import type { PasskeyMade, PasskeyShown } from "@kept/contract";

interface Held {
  readonly id: Buffer;
  readonly key: KeyObject;
  readonly handle: string;
  readonly rpId: string;
}

/** A passkey authenticator in software: makes discoverable ES256 credentials and signs challenges (WebAuthn level 3, attestation none). */
export class TestAuthenticator {
  readonly #origin: string;
  readonly #held: Held[] = [];
  #counter = 0;
  /** What it claims: user present and verified. Tests turn the second off. */
  verifies = true;

  constructor(origin = "http://localhost:4000") {
    this.#origin = origin;
  }

  make(options: { challenge: string; rp: { id?: string | undefined }; user: { id: string } }): PasskeyMade {
    const rpId = options.rp.id ?? "";
    const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
    const id = randomBytes(32);
    this.#held.push({ id, key: createPrivateKey(privateKey.export({ type: "pkcs8", format: "pem" })), handle: options.user.id, rpId });
    const { x = "", y = "" } = publicKey.export({ format: "jwk" });
    const cose = Buffer.concat([
      Buffer.from([0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20]),
      Buffer.from(x, "base64url"),
      Buffer.from([0x22, 0x58, 0x20]),
      Buffer.from(y, "base64url"),
    ]);
    const length = Buffer.alloc(2);
    length.writeUInt16BE(id.length);
    const data = Buffer.concat([this.#data(rpId, 0x40), Buffer.alloc(16), length, id, cose]);
    const attestation = Buffer.concat([
      Buffer.from([0xa3]),
      text("fmt"),
      text("none"),
      text("attStmt"),
      Buffer.from([0xa0]),
      text("authData"),
      Buffer.from([0x59, data.length >> 8, data.length & 255]),
      data,
    ]);
    return {
      id: id.toString("base64url"),
      rawId: id.toString("base64url"),
      type: "public-key",
      response: {
        clientDataJSON: this.#client("webauthn.create", options.challenge).toString("base64url"),
        attestationObject: attestation.toString("base64url"),
        transports: ["internal"],
      },
      clientExtensionResults: {},
    };
  }

  show(options: { challenge: string; rpId: string }): PasskeyShown {
    const held = this.#held.findLast((h) => h.rpId === options.rpId);
    if (!held) throw new Error("this authenticator has no credential for that host");
    this.#counter++;
    const data = this.#data(held.rpId, 0);
    const client = this.#client("webauthn.get", options.challenge);
    const signed = Buffer.concat([data, createHash("sha256").update(client).digest()]);
    return {
      id: held.id.toString("base64url"),
      rawId: held.id.toString("base64url"),
      type: "public-key",
      response: {
        clientDataJSON: client.toString("base64url"),
        authenticatorData: data.toString("base64url"),
        signature: sign("sha256", signed, held.key).toString("base64url"),
        userHandle: held.handle,
      },
      clientExtensionResults: {},
    };
  }

  #data(rpId: string, more: number): Buffer {
    const counter = Buffer.alloc(4);
    counter.writeUInt32BE(this.#counter);
    const flags = 0x01 | (this.verifies ? 0x04 : 0) | more;
    return Buffer.concat([createHash("sha256").update(rpId).digest(), Buffer.of(flags), counter]);
  }

  #client(type: string, challenge: string): Buffer {
    return Buffer.from(JSON.stringify({ type, challenge, origin: this.#origin, crossOrigin: false }));
  }
}

function text(value: string): Buffer {
  return Buffer.concat([Buffer.of(0x60 + value.length), Buffer.from(value)]);
}
