import type { Language } from "@kept/language";
import type { Context } from "hono";
import type { PersonId, StaffId } from "../ids.js";
import type { Organisation } from "../organisations.js";

/** Who stands behind a call, once proven. */
export interface PersonCaller {
  readonly kind: "person";
  readonly id: PersonId;
  readonly sessionId: string;
  /** Proved again within the last minutes (step-up). */
  readonly fresh: boolean;
}
export interface StaffCaller {
  readonly kind: "staff";
  readonly id: StaffId;
  readonly sessionId: string;
  readonly roles: readonly string[];
  readonly fresh: boolean;
}
export interface KeyCaller {
  readonly kind: "key";
  readonly id: string;
  readonly roles: readonly string[];
}
export type ActingCaller = StaffCaller | KeyCaller;

/** One request, as far as a handler needs to know it. */
export interface Call {
  readonly c: Context;
  readonly now: Date;
  /** The client's address: from the declared proxy if there is one, else the socket. Never logged. */
  readonly ip: string;
  readonly lang: Language;
  /** Path and query as asked, for links that come back here. */
  readonly path: string;
  /** People come by https: cookies bear the prefix that browsers hold to, and only those are read. */
  readonly secure: boolean;
}
export interface OrganisationCall extends Call {
  readonly organisation: Organisation;
}
export interface PersonCall extends OrganisationCall {
  readonly person: PersonCaller;
}
export interface ActingCall extends OrganisationCall {
  readonly caller: ActingCaller;
}

/** What identity and access hand to the server: how a request proves who it is from. */
export interface Guards {
  person(call: OrganisationCall): Promise<PersonCaller | undefined>;
  /** Session cookie of staff, or an API key: both carry the organisation's id before the secret. */
  acting(call: Call): Promise<{ organisation: Organisation; caller: ActingCaller } | undefined>;
  may(organisation: Organisation, roles: readonly string[], deed: string): Promise<boolean>;
  /** Records a refusal of a known caller. */
  refused(organisation: Organisation, caller: PersonCaller | ActingCaller, what: string, code: string, now: Date): Promise<void>;
}
