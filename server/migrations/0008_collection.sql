-- One sending of a touchpoint: what was asked under which notice, and how it came. Its values are in the vault, its consents in consent.
create table submission (
  organisation_id uuid not null,
  person_id uuid not null,
  -- Made with the form, so that the same form sent twice counts once.
  id uuid not null,
  touchpoint text not null,
  channel text not null check (channel in ('form', 'phone', 'api', 'import', 'mail', 'script')),
  policy_version int not null,
  language text not null check (language in ('vi', 'en')),
  -- The words shown for the purpose the person came for.
  shown_digest text not null check (shown_digest ~ '^[0-9a-f]{64}$'),
  at timestamptz not null,
  -- pending: nothing of it may be used before the contact is proved
  state text not null check (state in ('pending', 'confirmed')),
  confirmed_at timestamptz,
  -- Names of the fields that were given, never what they hold.
  fields text[] not null,
  -- The person said that what they wrote is complete and true; null where it was not asked.
  accuracy_confirmed boolean,
  occasion_id uuid,
  -- Phone: how the caller agreed (decree 356/2025 art. 6.1).
  consent_method text check (consent_method in ('form', 'recorded_call', 'sms', 'paper', 'email', 'api')),
  by_kind text not null check (by_kind in ('person', 'staff', 'key')),
  by_id uuid,
  primary key (organisation_id, person_id, id),
  check ((state = 'confirmed') = (confirmed_at is not null))
);
alter table submission enable row level security;
create policy own on submission using (organisation_id = current_setting('kept.organisation')::uuid);
grant select, insert, delete on submission to kept_app;
grant update (state, confirmed_at) on submission to kept_app;

-- A duty shown and acknowledged: version, time, manner. Never a consent, and nothing reads it as one.
create table acknowledgement (
  organisation_id uuid not null,
  person_id uuid not null,
  id uuid not null,
  duty text not null,
  policy_version int not null,
  manner text not null check (manner in ('form', 'use')),
  shown_digest text not null check (shown_digest ~ '^[0-9a-f]{64}$'),
  language text not null check (language in ('vi', 'en')),
  at timestamptz not null,
  submission_id uuid,
  primary key (organisation_id, person_id, id)
);
alter table acknowledgement enable row level security;
create policy own on acknowledgement using (organisation_id = current_setting('kept.organisation')::uuid);
grant select, insert, delete on acknowledgement to kept_app;

-- The key that signs forms (when they were drawn, and their submission id): against robots only, so the database may hold it.
create table form_key (
  organisation_id uuid not null,
  key bytea not null check (length(key) = 32),
  made_at timestamptz not null,
  primary key (organisation_id)
);
alter table form_key enable row level security;
create policy own on form_key using (organisation_id = current_setting('kept.organisation')::uuid);
grant select, insert on form_key to kept_app;

-- A file of people on its way in. It lies sealed in KEPT_DATA/passing until the import has ended; its key is sealed under a holder of its own.
create table import (
  organisation_id uuid not null,
  id uuid not null,
  touchpoint text not null,
  format text not null check (format in ('csv', 'xlsx')),
  bytes bigint not null,
  stored text,
  holder uuid,
  key_sealed bytea,
  state text not null check (state in ('uploaded', 'checking', 'checked', 'running', 'stopped', 'done', 'cancelled')),
  dry_run boolean not null default true,
  -- Columns by their number and what they hold; never their names, which may be somebody's where a file has none.
  map jsonb,
  language text check (language in ('vi', 'en')),
  contact_proved boolean not null default false,
  policy_version int,
  -- Each start counts up: a runner of an earlier one writes nothing more.
  run int not null default 0,
  fault text,
  by_kind text not null check (by_kind in ('staff', 'key')),
  by_id uuid not null,
  uploaded_at timestamptz not null,
  started_at timestamptz,
  ended_at timestamptz,
  primary key (organisation_id, id)
);
alter table import enable row level security;
create policy own on import using (organisation_id = current_setting('kept.organisation')::uuid);
grant select, insert, update on import to kept_app;

-- Rows of an import that were dealt with, some hundreds at a time, each in the transaction that wrote them.
create table import_batch (
  organisation_id uuid not null,
  import_id uuid not null,
  number int not null,
  rows int not null,
  taken int not null,
  refused int not null,
  -- Rows taken whose claimed agreement to advertising was passed over: the contact had refused before its person was erased.
  refused_before int not null default 0,
  primary key (organisation_id, import_id, number)
);
alter table import_batch enable row level security;
create policy own on import_batch using (organisation_id = current_setting('kept.organisation')::uuid);
grant select, insert, delete on import_batch to kept_app;

-- Which rows were refused, where, and why: numbers, names of fields and codes.
create table import_refusal (
  organisation_id uuid not null,
  import_id uuid not null,
  row_number int not null,
  seq int not null,
  column_number int,
  field text,
  code text not null,
  primary key (organisation_id, import_id, row_number, seq)
);
alter table import_refusal enable row level security;
create policy own on import_refusal using (organisation_id = current_setting('kept.organisation')::uuid);
grant select, insert, delete on import_refusal to kept_app;
