import pg from "pg";
import { inject } from "vitest";
import { Database } from "../src/platform/database.js";
import { newId, organisationId } from "../src/platform/ids.js";
/** A fresh database, copied from the migrated template. */
export async function testDatabase() {
  const name = `t_${newId().replaceAll("-", "")}`;
  const at = (url, db) => url.replace(/\/kept$/, `/${db}`);
  await once(at(inject("ownerUrl"), "postgres"), `create database ${name} template kept strategy file_copy`);
  const url = at(inject("url"), name);
  const ownerUrl = at(inject("ownerUrl"), name);
  const database = new Database({ url, role: "kept_app", max: 6 });
  const owner = new pg.Pool({ connectionString: ownerUrl, max: 2 });
  owner.on("error", () => {});
  return {
    database,
    url,
    ownerUrl,
    owner: async (text, values = []) => (await owner.query(text, values)).rows,
    async organisation(slug = `o${newId().slice(-10)}`) {
      const id = organisationId.parse(newId());
      await owner.query("insert into organisation (id, slug, created_at) values ($1, $2, now())", [id, slug]);
      return id;
    },
    async close() {
      await database.close();
      await owner.end();
      await once(at(inject("ownerUrl"), "postgres"), `drop database ${name} with (force)`);
    },
  };
}
async function once(url, text) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(text).finally(() => client.end());
}
//# sourceMappingURL=database.js.map
