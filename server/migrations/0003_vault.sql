-- Keys above the data keys, as the key provider numbers them. Never a key: a check value that proves the provider holds the same one.
create table vault_key (
  organisation_id uuid not null,
  kind text not null check (kind in ('epoch', 'index', 'digest')),
  number int not null check (number >= 1),
  check_value bytea not null,
  created_at timestamptz not null,
  destroyed_at timestamptz,
  primary key (organisation_id, kind, number)
);
alter table vault_key enable row level security;
create policy own on vault_key using (organisation_id = current_setting('kept.organisation')::uuid);
grant select, insert on vault_key to kept_app;
grant update (destroyed_at) on vault_key to kept_app;

-- How far into the erasure ledger this database knows every entry. Where an older copy of the database is put in its place, this
-- goes back with it, and what the ledger says since is done again.
create table ledger_mark (
  organisation_id uuid not null,
  -- Bytes from the start, and the SHA-256 of the line that ends there.
  bytes bigint not null,
  line bytea,
  at timestamptz not null,
  -- A restore from a backup: until it was replayed nothing is served, and the ledger must hold this entry.
  restored_at timestamptz,
  backup_at timestamptz,
  must_hold uuid,
  replayed_at timestamptz,
  primary key (organisation_id)
);
alter table ledger_mark enable row level security;
create policy own on ledger_mark using (organisation_id = current_setting('kept.organisation')::uuid);
grant select, insert, update on ledger_mark to kept_app;

create table person (
  organisation_id uuid not null,
  id uuid not null,
  state text not null check (state in ('active', 'pending', 'erased')),
  created_at timestamptz not null,
  primary key (organisation_id, id)
);
alter table person enable row level security;
create policy own on person using (organisation_id = current_setting('kept.organisation')::uuid);
grant select, insert on person to kept_app;
grant update (state) on person to kept_app;

-- One data key per person, wrapped by an epoch key. No row: the person is erased, and nothing of theirs opens again.
create table person_key (
  organisation_id uuid not null,
  person_id uuid not null,
  version int not null check (version >= 1),
  epoch int not null,
  wrapped bytea not null,
  -- From which the salts of the person's events derive; sealed by the data key, unchanged when the person is re-keyed.
  salt_root_sealed bytea not null,
  primary key (organisation_id, person_id),
  check (length(wrapped) = 113 and length(salt_root_sealed) = 113)
);
alter table person_key enable row level security;
create policy own on person_key using (organisation_id = current_setting('kept.organisation')::uuid);
grant select, insert, update, delete on person_key to kept_app;
create index person_key_epoch on person_key (organisation_id, epoch);

-- Every value a person gave, sealed, with where it came from. A former value stays, dated, until it is erased.
create table value (
  organisation_id uuid not null,
  person_id uuid not null,
  id uuid not null,
  field text not null,
  -- Which of a repeated field: home, office.
  kind text,
  -- Seal format 1 is 81 bytes longer than what it holds: text in clear does not pass for it by accident.
  sealed bytea not null check (length(sealed) > 81 and get_byte(sealed, 0) = 1),
  submission_id uuid,
  occasion_id uuid,
  touchpoint text not null,
  channel text not null,
  purposes text[] not null,
  basis text not null,
  notice_version int not null,
  language text not null check (language in ('vi', 'en')),
  shown_digest bytea not null,
  collected_at timestamptz not null,
  verified_at timestamptz,
  until date,
  -- Waits for its proof: does not count as the person's value, and is not found, until then.
  pending boolean not null default false,
  -- The value it takes the place of.
  replaces uuid,
  replaced_at timestamptz,
  replaced_by uuid,
  primary key (organisation_id, person_id, id)
);
alter table value enable row level security;
create policy own on value using (organisation_id = current_setting('kept.organisation')::uuid);
grant select, insert, update, delete on value to kept_app;

-- The one table with a key across persons: found by its digest (server/src/vault/blind says what it leaks).
create table blind_index (
  organisation_id uuid not null,
  digest bytea not null check (length(digest) = 16),
  person_id uuid not null,
  value_id uuid not null,
  field text not null,
  kind text not null,
  key_version int not null,
  primary key (organisation_id, digest, person_id, value_id)
);
alter table blind_index enable row level security;
create policy own on blind_index using (organisation_id = current_setting('kept.organisation')::uuid);
grant select, insert, delete on blind_index to kept_app;
create index blind_index_person on blind_index (organisation_id, person_id);

-- Files lie sealed in KEPT_DATA/files; here is the key of each, sealed by the person's data key.
create table file (
  organisation_id uuid not null,
  person_id uuid not null,
  id uuid not null,
  field text not null,
  stored text not null,
  type text not null check (type in ('pdf', 'docx', 'png', 'jpg', 'txt')),
  size bigint not null,
  scan text not null check (scan in ('clean', 'skipped')),
  key_sealed bytea not null check (length(key_sealed) = 113),
  name_sealed bytea not null check (length(name_sealed) >= 81 and get_byte(name_sealed, 0) = 1),
  submission_id uuid,
  occasion_id uuid,
  received_at timestamptz not null,
  primary key (organisation_id, person_id, id)
);
alter table file enable row level security;
create policy own on file using (organisation_id = current_setting('kept.organisation')::uuid);
grant select, insert, update, delete on file to kept_app;
create index file_stored on file (organisation_id, stored);

-- What was erased, and how far the rows behind it have followed. Stays when the person is gone: ids and names only.
create table erasure (
  organisation_id uuid not null,
  person_id uuid not null,
  id uuid not null,
  scope text not null check (scope in ('person', 'field')),
  field text check ((scope = 'field') = (field is not null)),
  cause text not null,
  key_version int not null,
  -- The epoch that key was wrapped under.
  epoch int,
  -- What holds kept back: names, counts and dates, as the certificate tells them.
  kept_back jsonb not null default '[]',
  -- Refusals of advertising that stay as digests: channels, purposes and last day, as the certificate tells them.
  kept_refusals jsonb not null default '[]',
  at timestamptz not null,
  -- When an attempt to open what was erased was made, how many sealed values it tried, and how many opened (none, or it is broken).
  tried_at timestamptz,
  tried int,
  opened int,
  finished_at timestamptz,
  ledger_at timestamptz,
  primary key (organisation_id, person_id, id)
);
alter table erasure enable row level security;
create policy own on erasure using (organisation_id = current_setting('kept.organisation')::uuid);
grant select, insert on erasure to kept_app;
grant update (finished_at, ledger_at, tried_at, tried, opened) on erasure to kept_app;
create index erasure_open on erasure (organisation_id, at) where finished_at is null or ledger_at is null;

-- Why something of a person outlives its term, or its person's erasure: a duty of the law, a dispute, an order of a state body.
-- Its key is a row of person_key under the hold's own id; what it holds after an erasure opens with that alone, and goes with it.
create table hold (
  organisation_id uuid not null,
  person_id uuid not null,
  id uuid not null,
  kind text not null check (kind in ('legal_duty', 'dispute', 'state_body')),
  -- What it covers: these fields or all; of this occasion or any.
  fields text[],
  occasion_id uuid,
  -- What it may be opened for.
  purpose text,
  article text,
  -- Free words of whoever placed it (reason, reference of the order), sealed by the hold's key.
  words_sealed bytea not null check (length(words_sealed) > 81 and get_byte(words_sealed, 0) = 1),
  until date not null,
  review_on date,
  -- Until then its person is not told (order of a state body).
  hidden_until date,
  placed_by text not null,
  placed_at timestamptz not null,
  ended_at timestamptz,
  ended_why text check (ended_why in ('due', 'released')),
  primary key (organisation_id, person_id, id),
  check ((ended_at is null) = (ended_why is null)),
  check (hidden_until is null or kind = 'state_body')
);
alter table hold enable row level security;
create policy own on hold using (organisation_id = current_setting('kept.organisation')::uuid);
grant select, insert on hold to kept_app;
grant update (until, review_on, hidden_until, ended_at, ended_why) on hold to kept_app;
create index hold_live on hold (organisation_id, until) where ended_at is null;

-- What an erasure left under a hold's key: a value, or the key of a file.
create table held (
  organisation_id uuid not null,
  person_id uuid not null,
  hold_id uuid not null,
  id uuid not null,
  what text not null check (what in ('value', 'file')),
  field text not null,
  kind text,
  sealed bytea not null check (length(sealed) > 81 and get_byte(sealed, 0) = 1),
  -- Of a file: its name, where it lies, what it is.
  name_sealed bytea check (name_sealed is null or (length(name_sealed) >= 81 and get_byte(name_sealed, 0) = 1)),
  stored text,
  type text,
  size bigint,
  occasion_id uuid,
  collected_at timestamptz not null,
  held_at timestamptz not null,
  primary key (organisation_id, person_id, hold_id, id),
  check ((what = 'file') = (name_sealed is not null and stored is not null and type is not null and size is not null))
);
alter table held enable row level security;
create policy own on held using (organisation_id = current_setting('kept.organisation')::uuid);
grant select, insert, delete on held to kept_app;
create index held_stored on held (organisation_id, stored) where stored is not null;
