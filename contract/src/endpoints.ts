import * as access from "./access.js";
import * as authority from "./authority.js";
import * as calls from "./calls.js";
import * as collection from "./collection.js";
import * as consent from "./consent.js";
import * as disclosure from "./disclosure.js";
import * as encryption from "./encryption.js";
import type { Endpoint } from "./endpoint.js";
import * as holds from "./holds.js";
import * as identity from "./identity.js";
import * as sso from "./identity-sso.js";
import * as imports from "./import.js";
import * as keys from "./keys.js";
import * as measures from "./measures.js";
import * as messaging from "./messaging.js";
import * as papers from "./papers.js";
import * as passkeys from "./passkeys.js";
import * as people from "./people.js";
import * as policy from "./policy.js";
import * as promises from "./promises.js";
import * as recipients from "./recipients.js";
import * as retention from "./retention.js";
import * as review from "./review.js";
import * as segments from "./segments.js";
import * as told from "./told.js";

/** Every endpoint that is declared, in the order of its file. */
export const endpoints: readonly Endpoint[] = [
  access,
  calls,
  collection,
  consent,
  authority,
  disclosure,
  encryption,
  holds,
  identity,
  sso,
  imports,
  keys,
  measures,
  messaging,
  papers,
  passkeys,
  people,
  policy,
  promises,
  recipients,
  retention,
  review,
  segments,
  told,
]
  .flatMap((module) => Object.values(module) as unknown[])
  .filter(isEndpoint);

function isEndpoint(thing: unknown): thing is Endpoint {
  return typeof thing === "object" && thing !== null && "id" in thing && "path" in thing && "who" in thing && "response" in thing;
}
