export { isBackupCommand, reportOf, runBackupCommand } from "./backup/command.js";
export type { IndexRule } from "./blind/digest.js";
export { type BackupBound, backupBound } from "./bound.js";
export { type CipherFound, cipherInForce } from "./cipher.js";
export { keysCommand, runKeysCommand } from "./commands/keys.js";
export { type Contact, contactDigests } from "./contact.js";
export { type Content, textsOf } from "./content.js";
export { type Correction, correctValue, verifyValue } from "./correct.js";
export { countPersons } from "./count.js";
export { openOrganisation, renewKeysExport, rotateEpoch, rotateIfDue } from "./epochs.js";
export { type Cause, causes, type Erasure, eraseField, erasePerson } from "./erase.js";
export { type Erasing, type KeptRefusal, type Reseal, registerErasure } from "./erasures.js";
export { FileDamaged } from "./files/chunks.js";
export { type FileOf, filesOf, type HeldFile, keepFile, openFile } from "./files/keep.js";
export { dropPassing, type HeldPassing, holdPassing, openPassing, type Passing, receivePassing, sweepPassing } from "./files/passing.js";
export { type FileRule, type Received, receiveFile } from "./files/receive.js";
export { type FileKind, fileKinds } from "./files/sniff.js";
export { type Asked, type Found, findByIndex } from "./find.js";
export { followErasure } from "./follow.js";
export { type Ended, endDue, releaseHold } from "./holds/end.js";
export { wouldKeep } from "./holds/keep.js";
export { type HeldContent, type HeldThing, heldUnder, openHeld, openHeldFile } from "./holds/open.js";
export { extendHold, holdWords, type NewHold, placeHold } from "./holds/place.js";
export { type HoldSaid, holdsByEnd, holdsOf, holdsSaid } from "./holds/read.js";
export { covers, type Hold, type Holdable, type HoldKind, heldBy, holdKinds, type KeptBack, legalDate } from "./holds/rules.js";
export { keyedDigests } from "./keyed.js";
export { type KeyProvider, KeyringFault } from "./keyring/provider.js";
export type { OpenFault } from "./keys.js";
export { LedgerFault } from "./ledger/fault.js";
export { type Rebuilt, rebuildLedger, type StopsToLedger } from "./ledger/rebuild.js";
export { type Replayed, replayLedger, type StopAgain } from "./ledger/replay.js";
export { replayAll } from "./ledger/replay-all.js";
export type { LedgerEntry, StopEntry } from "./ledger.js";
export { reseal as resealSalts, sealLooseSalts } from "./loose-salts.js";
export { personsMeeting, type Wanted } from "./meet.js";
export { openVault, type VaultRoots } from "./open.js";
export { openFor, sealFor } from "./other.js";
export { activatePerson, createHolder, createPerson, createPersons, personState } from "./persons.js";
export { current, type HeldValue, history, openValues, sealedValues, valuesById } from "./read.js";
export { appendToLedger } from "./record.js";
export { findExport, type KeysExport, renewExport } from "./recovery/export.js";
export { type RecoveryKey, readRecoveryKey, writeRecoveryKey } from "./recovery/key.js";
export { markOf, newPhrase, type RecoveryPhrase, readPhrase } from "./recovery/phrase.js";
export { restoreKeys } from "./recovery/restore.js";
export { openFromRecovery, sealTo, sealToRecovery } from "./recovery/seal.js";
export { keyWarnings } from "./recovery/warnings.js";
export { withWayBack } from "./recovery/way-back.js";
export { reindex, rotateIndex, rotateIndexIfDue } from "./reindex.js";
export { saltRoot, saltRoots } from "./salts.js";
export { atRestSample, randomValues, type Sampled } from "./sample.js";
export { boundOf, type KeysStatus, keysStatus } from "./status.js";
export {
  type EpochDates,
  type ErasureRow,
  epochDates,
  selectErasures as erasuresOf,
  selectUnfinished as unfinishedErasures,
} from "./store/erasures.js";
export { lockPerson, personsAfter } from "./store/keys.js";
export { languageOf, type Origin, type OriginRow, selectOrigins as originsOf, type ValueRow } from "./store/values.js";
export { tryErased } from "./try.js";
export { type NewValue, sealMany, sealValues, type Written } from "./write.js";
