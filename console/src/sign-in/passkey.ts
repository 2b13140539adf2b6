import { makeOptions, passkeyMade, passkeyShown, showOptions } from "@kept/contract";
import { browserSupportsWebAuthn, startAuthentication, startRegistration } from "@simplewebauthn/browser";
import type { z } from "zod";

/** The person stopped, or the device has no passkey for us: not a fault of ours, and said as such. */
export class PasskeyStopped extends Error {
  override readonly name = "PasskeyStopped";
}

export const passkeysWork = browserSupportsWebAuthn();

/** Asks the device for a passkey and answers what the contract takes. */
export async function showPasskey(options: z.output<typeof showOptions>): Promise<z.output<typeof passkeyShown>> {
  const { challenge, rpId, timeout, userVerification } = showOptions.parse(options);
  const verification = requirementOf(userVerification);
  const shown = await startAuthentication({
    optionsJSON: {
      challenge,
      ...(rpId === undefined ? {} : { rpId }),
      ...(timeout === undefined ? {} : { timeout }),
      ...(verification === undefined ? {} : { userVerification: verification }),
    },
  }).catch(stopped);
  return passkeyShown.parse(shown);
}

/** Asks the device to make a passkey. */
export async function makePasskey(options: z.output<typeof makeOptions>): Promise<z.output<typeof passkeyMade>> {
  const { challenge, rp, user, pubKeyCredParams, timeout, excludeCredentials, authenticatorSelection } = makeOptions.parse(options);
  const resident = requirementOf(authenticatorSelection.residentKey);
  const verification = requirementOf(authenticatorSelection.userVerification);
  const made = await startRegistration({
    optionsJSON: {
      challenge,
      rp: { name: rp.name, ...(rp.id === undefined ? {} : { id: rp.id }) },
      user,
      pubKeyCredParams,
      excludeCredentials,
      ...(timeout === undefined ? {} : { timeout }),
      authenticatorSelection: {
        ...(resident === undefined ? {} : { residentKey: resident }),
        ...(verification === undefined ? {} : { userVerification: verification }),
      },
    },
  }).catch(stopped);
  return passkeyMade.parse(made);
}

function requirementOf(said: string | undefined): "required" | "preferred" | "discouraged" | undefined {
  return said === "required" || said === "preferred" || said === "discouraged" ? said : undefined;
}

function stopped(error: unknown): never {
  throw new PasskeyStopped("no passkey was used", { cause: error });
}
