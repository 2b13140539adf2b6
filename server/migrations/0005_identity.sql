-- Whether, and how, a person may sign in. One row per person who opened an account.
create table account (
  organisation_id uuid not null,
  person_id uuid not null,
  -- pending: its contact is not proved yet · locked: nobody may sign in until a code proves the contact · cancelled: closed by its person
  state text not null check (state in ('pending', 'active', 'locked', 'cancelled')),
  -- argon2id in the PHC form; null where the account is entered by code.
  password text,
  -- What authenticators keep instead of an id: random, says nothing.
  handle bytea not null,
  -- Which value of the vault the account was proved by, and is mailed at.
  contact_id uuid,
  -- Where it was opened.
  touchpoint text not null,
  opened_at timestamptz not null,
  confirmed_at timestamptz,
  locked_at timestamptz,
  primary key (organisation_id, person_id),
  check (state <> 'active' or confirmed_at is not null)
);
alter table account enable row level security;
create policy own on account using (organisation_id = current_setting('kept.organisation')::uuid);
grant select, insert, update, delete on account to kept_app;

-- Browsers that signed in before, by the hash of a long-lived cookie. The label is a family ("Chrome, Android"), never the raw agent.
create table device (
  organisation_id uuid not null,
  person_id uuid not null,
  id uuid not null,
  hash bytea not null,
  label text not null,
  -- The account's first device is no news to its person; every other one is.
  first boolean not null,
  seen_at timestamptz not null,
  known_at timestamptz not null,
  primary key (organisation_id, person_id, id)
);
alter table device enable row level security;
create policy own on device using (organisation_id = current_setting('kept.organisation')::uuid);
grant select, insert, update, delete on device to kept_app;

create table session (
  organisation_id uuid not null,
  person_id uuid not null,
  id uuid not null,
  -- SHA-256 of the token; the token itself is in the cookie alone.
  hash bytea not null,
  device_id uuid not null,
  way text not null check (way in ('password', 'code', 'passkey')),
  signed_in_at timestamptz not null,
  seen_at timestamptz not null,
  -- When its person last proved to be there (step-up).
  proved_at timestamptz not null,
  -- The event that was that proof: signing in, or stepping up.
  proof uuid not null,
  ended_at timestamptz,
  ended_by text check (ended_by in ('person', 'replaced', 'factor', 'lock', 'cancelled')),
  primary key (organisation_id, person_id, id)
);
alter table session enable row level security;
create policy own on session using (organisation_id = current_setting('kept.organisation')::uuid);
grant select, insert, update, delete on session to kept_app;
create index session_age on session (organisation_id, seen_at);

-- Codes asked for, by the digest of the secret that the asking browser holds: a directory of its own, like the blind index. Where
-- nobody is behind what was typed, person_id is a random id, so that the row, and all that is done with it, looks the same.
create table code (
  organisation_id uuid not null,
  request bytea not null,
  person_id uuid not null,
  id uuid not null,
  purpose text not null check (purpose in ('confirm_contact', 'changed_contact', 'sign_in', 'step_up', 'reset', 'unlock')),
  value_id uuid,
  session_id uuid,
  device_id uuid,
  lang text not null check (lang in ('vi', 'en')),
  -- argon2id of the code, and the code sealed by the person's key for mailing; null until the job has made it.
  hash text,
  sealed bytea,
  attempts int not null default 0,
  asked_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz,
  primary key (organisation_id, request, person_id)
);
alter table code enable row level security;
create policy own on code using (organisation_id = current_setting('kept.organisation')::uuid);
grant select, insert, update, delete on code to kept_app;
create index code_by_id on code (organisation_id, id);
create index code_of_person on code (organisation_id, person_id);
create index code_age on code (organisation_id, expires_at);

create table passkey (
  organisation_id uuid not null,
  person_id uuid not null,
  id uuid not null,
  credential text not null,
  public_key bytea not null,
  counter bigint not null,
  transports text[] not null,
  label text not null,
  added_at timestamptz not null,
  used_at timestamptz,
  primary key (organisation_id, person_id, id)
);
alter table passkey enable row level security;
create policy own on passkey using (organisation_id = current_setting('kept.organisation')::uuid);
grant select, insert, update, delete on passkey to kept_app;
create index passkey_by_credential on passkey (organisation_id, credential);

-- Challenges of passkeys that wait for their answer: by the digest of what the asking browser holds; used once.
create table ceremony (
  organisation_id uuid not null,
  request bytea not null,
  purpose text not null,
  challenge text not null,
  expires_at timestamptz not null,
  primary key (organisation_id, request)
);
alter table ceremony enable row level security;
create policy own on ceremony using (organisation_id = current_setting('kept.organisation')::uuid);
grant select, insert, update, delete on ceremony to kept_app;
create index ceremony_age on ceremony (organisation_id, expires_at);

-- People who work here. Their name and e-mail are sealed by a key of their own, as a person's are.
create table staff (
  organisation_id uuid not null,
  id uuid not null,
  state text not null check (state in ('invited', 'active', 'disabled')),
  roles text[] not null,
  name bytea not null,
  email bytea not null,
  -- Keyed digest of the e-mail, to find who signs in.
  email_digest bytea not null,
  password text,
  totp bytea,
  -- The last time step whose number was used: none is accepted twice.
  totp_step bigint not null default 0,
  handle bytea not null,
  invited_by uuid,
  invited_at timestamptz not null,
  active_at timestamptz,
  disabled_at timestamptz,
  primary key (organisation_id, id)
);
alter table staff enable row level security;
create policy own on staff using (organisation_id = current_setting('kept.organisation')::uuid);
grant select, insert, update on staff to kept_app;

create table staff_session (
  organisation_id uuid not null,
  id uuid not null,
  staff_id uuid not null,
  hash bytea not null,
  way text not null check (way in ('passkey', 'totp', 'sso')),
  signed_in_at timestamptz not null,
  seen_at timestamptz not null,
  -- When they last proved to be there; of SSO, when the provider says they did.
  proved_at timestamptz not null,
  -- The latest it may last, whatever is done with it.
  ends_at timestamptz not null,
  ended_at timestamptz,
  primary key (organisation_id, id)
);
alter table staff_session enable row level security;
create policy own on staff_session using (organisation_id = current_setting('kept.organisation')::uuid);
grant select, insert, update, delete on staff_session to kept_app;
create index staff_session_by_hash on staff_session (organisation_id, hash);

create table staff_passkey (
  organisation_id uuid not null,
  id uuid not null,
  staff_id uuid not null,
  credential text not null,
  public_key bytea not null,
  counter bigint not null,
  transports text[] not null,
  added_at timestamptz not null,
  used_at timestamptz,
  primary key (organisation_id, id)
);
alter table staff_passkey enable row level security;
create policy own on staff_passkey using (organisation_id = current_setting('kept.organisation')::uuid);
grant select, insert, update, delete on staff_passkey to kept_app;
create index staff_passkey_by_credential on staff_passkey (organisation_id, credential);

-- Codes for a lost authenticator, each once.
create table staff_recovery (
  organisation_id uuid not null,
  id uuid not null,
  staff_id uuid not null,
  hash bytea not null,
  used_at timestamptz,
  primary key (organisation_id, id)
);
alter table staff_recovery enable row level security;
create policy own on staff_recovery using (organisation_id = current_setting('kept.organisation')::uuid);
grant select, insert, update, delete on staff_recovery to kept_app;

-- One-time links with which staff set up their access. `first` stands in every organisation that it opens, with the same digest.
create table staff_link (
  organisation_id uuid not null,
  hash bytea not null,
  kind text not null check (kind in ('first', 'invite', 'reset')),
  staff_id uuid,
  made_at timestamptz not null,
  expires_at timestamptz,
  used_at timestamptz,
  primary key (organisation_id, hash),
  check ((kind = 'first') = (staff_id is null))
);
alter table staff_link enable row level security;
create policy own on staff_link using (organisation_id = current_setting('kept.organisation')::uuid);
grant select, insert, update, delete on staff_link to kept_app;

-- The identity provider (OpenID Connect) through which staff of an organisation may sign in: one at most.
create table staff_provider (
  organisation_id uuid not null,
  -- Whose data key seals the client secret.
  holder_id uuid not null,
  issuer text not null,
  client_id text not null,
  secret bytea not null,
  -- Staff sign in by it alone.
  only_way boolean not null,
  -- The authentication context asked for and demanded, if any; and whether its second factor is.
  acr text,
  mfa boolean not null,
  session_hours int not null check (session_hours between 1 and 12),
  changed_by uuid not null,
  changed_at timestamptz not null,
  primary key (organisation_id)
);
alter table staff_provider enable row level security;
create policy own on staff_provider using (organisation_id = current_setting('kept.organisation')::uuid);
grant select, insert, update, delete on staff_provider to kept_app;

-- Which account of the provider is which member of staff: by the keyed digest of issuer and subject. The e-mail only ever binds the first.
create table staff_subject (
  organisation_id uuid not null,
  digest bytea not null,
  staff_id uuid not null,
  issuer text not null,
  bound_by text not null check (bound_by in ('link', 'email', 'self')),
  bound_at timestamptz not null,
  used_at timestamptz,
  primary key (organisation_id, digest),
  unique (organisation_id, staff_id)
);
alter table staff_subject enable row level security;
create policy own on staff_subject using (organisation_id = current_setting('kept.organisation')::uuid);
grant select, insert, update, delete on staff_subject to kept_app;

create table api_key (
  organisation_id uuid not null,
  id uuid not null,
  hash bytea not null,
  label text not null,
  roles text[] not null,
  made_by uuid,
  made_at timestamptz not null,
  revoked_at timestamptz,
  primary key (organisation_id, id)
);
alter table api_key enable row level security;
create policy own on api_key using (organisation_id = current_setting('kept.organisation')::uuid);
grant select, insert, update on api_key to kept_app;
create index api_key_by_hash on api_key (organisation_id, hash);
