import { join } from "node:path";
import { Readable } from "node:stream";
import { afterAll, beforeAll, beforeEach } from "vitest";
import { Database, type PersonId, prepareJobs } from "../src/platform/index.js";
import { makeBackup } from "../src/vault/backup/make.js";
import { restoreBackup } from "../src/vault/backup/restore.js";
import {
  createPerson,
  findByIndex,
  followErasure,
  history,
  keepFile,
  newPhrase,
  type RecoveryPhrase,
  receiveFile,
  sealValues,
  textsOf,
  unfinishedErasures,
  writeRecoveryKey,
} from "../src/vault/index.js";
import { type Club, testClub } from "./club.js";
import { emptyDatabase } from "./database.js";
import { aValue } from "./vault.js";

/** When backups are made, and when they are restored. */
export const at = new Date("2026-11-21T09:00:00Z");
export const later = new Date("2026-11-21T12:00:00Z");
export const tell = () => {};
export const leaveOut: ReadonlySet<string> = new Set(["session"]);
const email = { type: "email", index: "exact" } as const;

/** For each test a club with a recovery key and a folder for backups; said once in a test file, outside any test. */
export function backedClub() {
  let club: Club;
  let phrase: RecoveryPhrase;
  let to: string;
  const ends: (() => Promise<void>)[] = [];
  beforeAll(async () => {
    phrase = await newPhrase();
  });
  beforeEach(async () => {
    club = await testClub();
    ends.push(club.close);
    await writeRecoveryKey(club.roots.keys, phrase.recipient, at);
    to = join(club.folder, "backups");
  });
  afterAll(async () => {
    for (const end of ends.reverse()) await end();
  });
  const empty = async () => {
    const e = await emptyDatabase();
    ends.push(e.close);
    return e;
  };
  return {
    get club() {
      return club;
    },
    get phrase() {
      return phrase;
    },
    get to() {
      return to;
    },
    empty,
    /** What is done after all tests. */
    later: (end: () => Promise<void>) => void ends.push(end),
    back: (keep?: number, when = at) => makeBackup({ ownerUrl: club.ownerUrl, roots: club.roots, to, keep, leaveOut, at: when, tell }),
    /** Restores into a new database and a new data folder, with the keys and the ledger as they are now. */
    async restore(
      file: string,
      words = phrase.words.join(" "),
      roots = { ...club.roots, data: join(club.folder, `data-${Math.random()}`) },
    ) {
      const into = await empty();
      const done = await restoreBackup({ ownerUrl: into.ownerUrl, login: "kept", roots, file, words, at: later, tell });
      const worker = new Database({ url: into.url, role: "kept_worker", max: 1 });
      await prepareJobs(worker).finally(() => worker.close());
      return { ...into, roots, ...done };
    },
    someone: (name: string): Promise<PersonId> =>
      club.database.write(club.id, async (tx) => {
        const person = await createPerson(tx, at);
        await sealValues(tx, person, [aValue("email", `${name}@mau.example`, email), aValue("full_name", `Nguyễn ${name}`)]);
        return person;
      }),
    async withFile(person: PersonId): Promise<string> {
      const bytes = Buffer.from("%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n");
      const rule = { kinds: ["pdf" as const], most: 1_000_000 };
      const received = await receiveFile(club.roots.data, club.id, "cv.pdf", rule, Readable.from([bytes]));
      return club.database.write(club.id, (tx) =>
        keepFile(tx, person, received, { field: "cv", submissionId: null, occasionId: null, at }),
      );
    },
    textsIn: (database: Database, person: PersonId) =>
      database.read(club.id, async (db) =>
        (await history(db, person)).flatMap((v) => ("content" in v.value ? textsOf(v.value.content) : [v.value.fault])),
      ),
    found: (database: Database, name: string) =>
      database.read(club.id, (db) => findByIndex(db, [{ field: "email", rule: email, text: `${name}@mau.example` }])),
    /** Lets the rows behind erasures follow. */
    async follow(database: Database) {
      for (const e of await database.read(club.id, (db) => unfinishedErasures(db, 100))) {
        await followErasure(database, club.id, e.person_id, e.id, later);
      }
    },
  };
}
