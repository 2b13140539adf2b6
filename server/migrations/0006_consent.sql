-- What a person said about a purpose, act by act. Rows are only ever added (and go with the person): the app role has no UPDATE.
-- The last act of a purpose is where it stands. One purpose per act (law 91/2025 art. 9.4).
create table consent (
  organisation_id uuid not null,
  person_id uuid not null,
  purpose text not null,
  seq int not null check (seq > 0),
  id uuid not null,
  act text not null check (act in ('given', 'refused', 'withdrawn', 'objected', 'objection_lifted')),
  at timestamptz not null,
  -- The notice that applied, and the very words shown: a given consent is proved by them (decree 356/2025 art. 6.1).
  policy_version int not null,
  shown_digest text check (length(shown_digest) = 64),
  language text check (language in ('vi', 'en')),
  method text not null check (method in ('form', 'recorded_call', 'sms', 'paper', 'email', 'api')),
  touchpoint text,
  submission_id uuid,
  by_kind text not null check (by_kind in ('person', 'staff', 'key')),
  by_id uuid,
  event_id uuid not null,
  primary key (organisation_id, person_id, purpose, seq),
  check (act not in ('given', 'refused') or (shown_digest is not null and language is not null)),
  check ((by_kind = 'person') = (by_id is null))
);
alter table consent enable row level security;
create policy own on consent using (organisation_id = current_setting('kept.organisation')::uuid);
grant select, insert, delete on consent to kept_app;

-- The words put before people, each text once. It is the organisation's own text: nothing personal.
create table shown_text (
  organisation_id uuid not null,
  digest text not null check (digest ~ '^[0-9a-f]{64}$'),
  language text not null check (language in ('vi', 'en')),
  text text not null,
  primary key (organisation_id, digest)
);
alter table shown_text enable row level security;
create policy own on shown_text using (organisation_id = current_setting('kept.organisation')::uuid);
grant select, insert on shown_text to kept_app;

-- Data that is kept and used for nothing, for one purpose or for all ('*'), until the person lifts it (law 91/2025 art. 4.1.d).
create table restriction (
  organisation_id uuid not null,
  person_id uuid not null,
  id uuid not null,
  purpose text not null,
  at timestamptz not null,
  by_kind text not null check (by_kind in ('person', 'staff', 'key')),
  by_id uuid,
  lifted_at timestamptz,
  primary key (organisation_id, person_id, id),
  check ((by_kind = 'person') = (by_id is null))
);
alter table restriction enable row level security;
create policy own on restriction using (organisation_id = current_setting('kept.organisation')::uuid);
grant select, insert, delete on restriction to kept_app;
grant update (lifted_at) on restriction to kept_app;
create unique index restriction_standing on restriction (organisation_id, person_id, purpose) where lifted_at is null;

-- Withdrawals, objections and restrictions on their way into the ledger outside the database (vault), which a restore is followed by. A row is
-- written with its act and goes once the ledger holds it.
create table stop_waiting (
  organisation_id uuid not null,
  person_id uuid not null,
  consent_id uuid not null,
  purpose text not null,
  act text not null check (act in ('withdrawn', 'objected', 'restricted')),
  method text not null,
  -- A restriction needs no notice.
  policy_version int check ((act = 'restricted') = (policy_version is null)),
  at timestamptz not null,
  primary key (organisation_id, person_id, consent_id)
);
alter table stop_waiting enable row level security;
create policy own on stop_waiting using (organisation_id = current_setting('kept.organisation')::uuid);
grant select, insert, delete on stop_waiting to kept_app;

-- Refusals of advertising that outlive their person (decree 91/2020 art. 11: at least a year): a keyed digest of the contact, so that
-- whoever meets the same contact again sees that it was refused. It names no person, and goes at its end.
create table refusal_kept (
  organisation_id uuid not null,
  digest bytea not null check (length(digest) = 32),
  purpose text not null,
  channel text not null check (channel in ('email', 'phone')),
  -- A consent given later counts.
  at timestamptz not null,
  -- The last day it is kept.
  until date not null,
  primary key (organisation_id, digest, purpose)
);
alter table refusal_kept enable row level security;
create policy own on refusal_kept using (organisation_id = current_setting('kept.organisation')::uuid);
grant select, insert, delete on refusal_kept to kept_app;
grant update (at, until) on refusal_kept to kept_app;
create index refusal_kept_end on refusal_kept (organisation_id, until);
