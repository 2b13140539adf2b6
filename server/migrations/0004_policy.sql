-- Versions of a policy. Written once: the app role has no UPDATE and no DELETE here.
create table policy_version (
  organisation_id uuid not null,
  version int not null check (version > 0),
  -- SHA-256 of the canonical JSON (RFC 8785) of `content`, hex.
  digest text not null check (digest ~ '^[0-9a-f]{64}$'),
  -- The file as it was written.
  source text not null,
  -- The policy as read, defaults filled in. `json`, not `jsonb`: the order of fields is the order in which they are asked.
  content json not null,
  published_at timestamptz not null,
  -- `system`, `staff:<id>` or `key:<id>`.
  published_by text not null,
  note text not null default '',
  primary key (organisation_id, version)
);
alter table policy_version enable row level security;
create policy own on policy_version using (organisation_id = current_setting('kept.organisation')::uuid);
grant select, insert on policy_version to kept_app;

-- The text being worked on, one per organisation. `etag` changes with every save: who saves over another's words is told.
create table policy_draft (
  organisation_id uuid not null,
  etag uuid not null,
  source text not null,
  -- The version that was in force when the draft was begun.
  based_on int not null,
  saved_at timestamptz not null,
  saved_by text not null,
  primary key (organisation_id)
);
alter table policy_draft enable row level security;
create policy own on policy_draft using (organisation_id = current_setting('kept.organisation')::uuid);
grant select, insert, update, delete on policy_draft to kept_app;
