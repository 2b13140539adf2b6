import { Refusal } from "../../platform/index.js";
import { isErrno } from "../keyring/durable.js";

/** A full disk, or a quota that is used up, as a refusal: the person can send it again later. Anything else stays what it is. */
export function noRoom(error: unknown): unknown {
  return isErrno(error, "ENOSPC") || isErrno(error, "EDQUOT") ? new Refusal("file.no_space") : error;
}
