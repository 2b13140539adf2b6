import { createHash, randomBytes } from "node:crypto";
import { record } from "../../evidence/index.js";
import { newId, type PersonId, type Tx } from "../../platform/index.js";
import { deviceLabel } from "../rules.js";
import { alertPerson } from "./alert.js";
import { deviceByHash, insertDevice, insertSession, type SignInWay, seeDevice } from "./store.js";
import { newPersonToken } from "./token.js";

/** What a browser told of itself when it signed in. */
export interface Browser {
  /** Cookie of an earlier sign-in here, if any. */
  readonly device: string | undefined;
  readonly agent: string;
}

export interface Started {
  readonly session: string;
  /** Value of the session cookie. */
  readonly cookie: string;
  /** Value of the device cookie. */
  readonly device: string;
  readonly newDevice: boolean;
}

/**
 * Signs a person in: a new token always, so that one fixed before is worth nothing. A browser that never signed in to this account
 * is told of by mail, unless it is the account's very first.
 */
export async function startSession(tx: Tx, person: PersonId, way: SignInWay, browser: Browser, now: Date): Promise<Started> {
  const session = newId();
  const token = newPersonToken(tx.organisation, person);
  const device = await knowDevice(tx, person, browser, now);
  const actor = { kind: "person", id: person } as const;
  const proof = await record(tx, {
    type: "identity.signed_in",
    at: now,
    actor,
    about: [person],
    detail: { session, way, device: device.id, new_device: device.isNew },
  });
  await insertSession(tx, { id: session, person, hash: token.hash, device: device.id, way, at: now, proof });
  if (device.isNew && !device.first) {
    await alertPerson(tx, person, "new_device", now, { session });
    await record(tx, {
      type: "identity.new_device_alerted",
      at: now,
      actor: { kind: "system" },
      about: [person],
      detail: { session, device: device.id },
    });
  }
  return { session, cookie: token.cookie, device: device.cookie, newDevice: device.isNew };
}

interface Known {
  readonly id: string;
  readonly cookie: string;
  readonly isNew: boolean;
  readonly first: boolean;
}

async function knowDevice(tx: Tx, person: PersonId, browser: Browser, now: Date): Promise<Known> {
  const label = deviceLabel(browser.agent);
  if (browser.device) {
    const known = await deviceByHash(tx, person, deviceHash(browser.device));
    if (known) {
      await seeDevice(tx, person, known.id, label, now);
      return { id: known.id, cookie: browser.device, isNew: false, first: false };
    }
  }
  const id = newId();
  // A shared browser keeps one cookie for all who sign in on it; a value that came from elsewhere is not taken over.
  const cookie = randomBytes(32).toString("base64url");
  const first = await insertDevice(tx, { id, person, hash: deviceHash(cookie), label, at: now });
  return { id, cookie, isNew: true, first };
}

/** SHA-256 of a device cookie, as stored. */
export function deviceHash(cookie: string): Buffer {
  return createHash("sha256").update(`kept device\0${cookie}`).digest();
}
