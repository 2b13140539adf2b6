import { Refused, Unreachable } from "@kept/sdk";
import { createContext, useContext } from "react";
import { PasskeyStopped } from "../sign-in/passkey.js";
import { words as signIn } from "../sign-in/words.js";
import type { Both } from "./language.js";
import { words } from "./words.js";

/** What to say about anything that went wrong. */
export function saidOf(error: unknown): Both {
  if (error instanceof Refused) return error.text;
  if (error instanceof PasskeyStopped) return signIn.passkeyStopped;
  return error instanceof Unreachable ? words.unreachable : words.unexpected;
}

/** The faults of a refusal by the name of their field: the last part of `body.fields.phone`. */
export function faultsOf(error: unknown): ReadonlyMap<string, Both> {
  if (!(error instanceof Refused)) return new Map();
  return new Map(error.faults.map((f) => [f.path.split(".").at(-1) ?? f.path, f.text]));
}

/** The faults of the form around, by the name of their field. */
export const Faults = createContext<ReadonlyMap<string, Both>>(new Map());

/** What the form around says is wrong with a field. */
export function useFault(name: string): Both | undefined {
  return useContext(Faults).get(name);
}
