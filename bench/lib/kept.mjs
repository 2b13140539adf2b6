// The product's own modules in this process, opened as `main` opens them, without HTTP and without jobs.
const dist = new URL("../../server/dist/", import.meta.url);
const from = (path) => import(new URL(path, dist));

export async function openKept(env) {
  const [platform, evidence, vault, policy] = await Promise.all(
    ["platform/index.js", "evidence/index.js", "vault/index.js", "policy/index.js"].map(from),
  );
  const config = platform.readConfig(env);
  const database = new platform.Database({ url: config.databaseUrl, role: "kept_app" });
  const running = {
    config,
    database,
    clock: platform.systemClock,
    organisations: new platform.Organisations(database),
    limits: new platform.Limits(),
    log: platform.createLog("silent"),
  };
  evidence.saltsFrom(vault.saltRoots);
  await vault.openVault(database, config, new Date());
  return { running, database, platform, evidence, vault, policy, from };
}

/** The one organisation of the benchmark, published. */
export async function benchOrganisation({ running, policy }) {
  const organisation = await running.organisations.bySlug("bench");
  if (!organisation) throw new Error("the organisation of the benchmark was not published");
  return { organisation: organisation.id, published: await policy.inForce(running, organisation.id) };
}
