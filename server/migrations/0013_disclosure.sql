-- The register: who concretely stands under each recipient that the policy declares.
create table recipient_party (
  organisation_id uuid not null,
  id uuid not null,
  -- Name of the declaration in the policy.
  recipient text not null,
  name text not null,
  tax_code text,
  -- Two letters; the place where the data is processed.
  country text not null check (country ~ '^[A-Z]{2}$' and country <> 'ZZ'),
  -- The dossier of passing data abroad (law 91/2025 art. 20), where the policy names none.
  dossier text,
  -- Holds the keys of what may name somebody: the contact, the contract's document, evidence.
  holder uuid not null,
  contact_sealed bytea check (get_byte(contact_sealed, 0) = 1),
  -- Public key of the recipient (age1…), for files that only they open.
  age_key text,
  state text not null check (state in ('active', 'ended')),
  created_at timestamptz not null,
  primary key (organisation_id, id)
);
alter table recipient_party enable row level security;
create policy own on recipient_party using (organisation_id = current_setting('kept.organisation')::uuid);
grant select, insert on recipient_party to kept_app;
grant update (name, tax_code, country, dossier, contact_sealed, age_key, state) on recipient_party to kept_app;

-- The agreement with a party (decree 356/2025 art. 7.1): where in it each of the seven items stands.
create table recipient_contract (
  organisation_id uuid not null,
  party_id uuid not null,
  id uuid not null,
  number text not null,
  signed_on date not null,
  ends_on date,
  -- Item of the law, and the clause that holds it.
  items jsonb not null,
  sensitive_items jsonb not null,
  -- Money is paid for the data: each transfer needs a consent of its own (art. 7.3).
  paid boolean not null,
  file_id uuid,
  recorded_at timestamptz not null,
  ended_on date,
  primary key (organisation_id, party_id, id)
);
alter table recipient_contract enable row level security;
create policy own on recipient_contract using (organisation_id = current_setting('kept.organisation')::uuid);
grant select, insert on recipient_contract to kept_app;
grant update (file_id, ended_on) on recipient_contract to kept_app;

-- Who changed what in the register, and when.
create table recipient_change (
  organisation_id uuid not null,
  party_id uuid not null,
  id uuid not null,
  what text not null check (what in ('registered', 'changed', 'ended', 'resumed', 'contract_recorded', 'contract_ended', 'document_kept')),
  fields text[] not null,
  by_id uuid not null,
  at timestamptz not null,
  primary key (organisation_id, party_id, id)
);
alter table recipient_change enable row level security;
create policy own on recipient_change using (organisation_id = current_setting('kept.organisation')::uuid);
grant select, insert on recipient_change to kept_app;

-- A paper somebody signed: to whom, for what, which fields. The paper itself lies sealed among the person's files.
create table disclosure_paper (
  organisation_id uuid not null,
  person_id uuid not null,
  id uuid not null,
  file_id uuid not null,
  recipient text not null,
  purposes text[] not null,
  fields text[] not null,
  signed_on date not null,
  until date,
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  withdrawn_at timestamptz,
  primary key (organisation_id, person_id, id)
);
alter table disclosure_paper enable row level security;
create policy own on disclosure_paper using (organisation_id = current_setting('kept.organisation')::uuid);
grant select, insert, delete on disclosure_paper to kept_app;
grant update (withdrawn_at) on disclosure_paper to kept_app;

-- One disclosure: what is asked to leave, to whom, on what ground, and what became of it. Names and ids; never a value.
create table disclosure (
  organisation_id uuid not null,
  id uuid not null,
  recipient text not null,
  party_id uuid not null,
  purpose text not null,
  fields text[] not null,
  ground text not null check (ground in ('consent', 'written', 'order', 'authority', 'article', 'contract', 'terms_breach')),
  -- The occasion that is the client's order; the order of an authority; the article, or the term that was broken.
  occasion_id uuid,
  authority_id uuid,
  article text,
  term text,
  -- Sealed by the party's holder: it may name somebody.
  evidence_sealed bytea check (get_byte(evidence_sealed, 0) = 1),
  form text not null check (form in ('json', 'csv', 'age', 'webhook')),
  state text not null check (state in ('waiting', 'allowed', 'released', 'declined', 'cancelled', 'expired')),
  persons int not null,
  released int not null,
  left_out int not null,
  hidden_until date,
  policy_version int not null,
  asked_kind text not null check (asked_kind in ('staff', 'key')),
  asked_by uuid not null,
  asked_at timestamptz not null,
  decided_by uuid,
  decided_at timestamptz,
  -- Nothing leaves after this moment.
  until timestamptz not null,
  released_at timestamptz,
  primary key (organisation_id, id)
);
alter table disclosure enable row level security;
create policy own on disclosure using (organisation_id = current_setting('kept.organisation')::uuid);
grant select, insert on disclosure to kept_app;
grant update (state, released, left_out, decided_by, decided_at, until, released_at, hidden_until) on disclosure to kept_app;
create index disclosure_open on disclosure (organisation_id, until) where state in ('waiting', 'allowed');

-- The ledger of each person: what left about them, to whom, why, and when; or why they were left out.
create table disclosure_person (
  organisation_id uuid not null,
  person_id uuid not null,
  disclosure_id uuid not null,
  -- What the recipient knows them by: tells nothing to anyone else, and lets them be told of corrections and erasures.
  ref uuid not null,
  state text not null check (state in ('asked', 'released', 'left_out')),
  reason text,
  fields text[] not null,
  paper_id uuid,
  event_id uuid,
  at timestamptz,
  -- The person is not shown it before this day.
  hidden_until date,
  primary key (organisation_id, person_id, disclosure_id),
  check ((state = 'released') = (event_id is not null and at is not null))
);
alter table disclosure_person enable row level security;
create policy own on disclosure_person using (organisation_id = current_setting('kept.organisation')::uuid);
grant select, insert, update, delete on disclosure_person to kept_app;
create index disclosure_persons on disclosure_person (organisation_id, disclosure_id);

-- Where a party takes messages. Address and secrets are sealed by the party's holder; the former secret signs besides while it lasts.
create table recipient_webhook (
  organisation_id uuid not null,
  party_id uuid not null,
  host text not null,
  address_sealed bytea not null check (get_byte(address_sealed, 0) = 1),
  secret_sealed bytea not null check (get_byte(secret_sealed, 0) = 1),
  former_sealed bytea check (get_byte(former_sealed, 0) = 1),
  former_until timestamptz,
  set_by uuid not null,
  set_at timestamptz not null,
  primary key (organisation_id, party_id)
);
alter table recipient_webhook enable row level security;
create policy own on recipient_webhook using (organisation_id = current_setting('kept.organisation')::uuid);
grant select, insert, update, delete on recipient_webhook to kept_app;

-- What a recipient must hear: somebody whose data it received was corrected, objected or was erased. It knows them by `ref`; so does this
-- row, and by nothing else, so that it outlives the person.
create table recipient_told (
  organisation_id uuid not null,
  id uuid not null,
  party_id uuid not null,
  ref uuid not null,
  what text not null check (what in ('corrected', 'objected', 'erased')),
  -- Fields, or the purpose objected to; empty: everything.
  names text[] not null,
  at timestamptz not null,
  due_at timestamptz not null,
  received_at timestamptz,
  acknowledged_at timestamptz,
  -- Null where the recipient itself said so, by its signature.
  acknowledged_by uuid,
  primary key (organisation_id, id)
);
alter table recipient_told enable row level security;
create policy own on recipient_told using (organisation_id = current_setting('kept.organisation')::uuid);
grant select, insert, update on recipient_told to kept_app;
create index recipient_told_open on recipient_told (organisation_id, due_at) where acknowledged_at is null;
create index recipient_told_ref on recipient_told (organisation_id, ref);

-- Messages to webhooks, by what they carry. The body is made at each attempt and kept nowhere.
create table webhook_delivery (
  organisation_id uuid not null,
  id uuid not null,
  party_id uuid not null,
  told_id uuid,
  disclosure_id uuid,
  asked_by uuid,
  state text not null check (state in ('waiting', 'delivered', 'dead')),
  attempts int not null,
  -- The status answered, or why there was no answer.
  last text,
  next_at timestamptz not null,
  made_at timestamptz not null,
  ended_at timestamptz,
  primary key (organisation_id, id),
  check ((told_id is null) <> (disclosure_id is null))
);
alter table webhook_delivery enable row level security;
create policy own on webhook_delivery using (organisation_id = current_setting('kept.organisation')::uuid);
grant select, insert, update on webhook_delivery to kept_app;
create index webhook_delivery_waiting on webhook_delivery (organisation_id, next_at) where state = 'waiting';

-- What a state body asks in writing: to be given data, or that data be erased. Names, citations and ids; the paper itself lies sealed with the body's holder.
create table authority_order (
  organisation_id uuid not null,
  id uuid not null,
  kind text not null check (kind in ('disclosure', 'erasure')),
  recipient text not null,
  party_id uuid not null,
  body text not null,
  reason text not null,
  -- The violation looked into, as it is cited.
  violation text,
  basis text not null,
  document_number text not null,
  document_on date not null,
  file_id uuid,
  purpose text not null,
  fields text[] not null,
  received_on date not null,
  reply_by date not null,
  hidden_until date,
  state text not null check (state in ('received', 'decided', 'answered')),
  decision text check (decision in ('granted', 'partial', 'refused')),
  decided_fields text[] not null default '{}',
  -- Why all or a part is refused, as a citation.
  refusal text,
  received_by uuid not null,
  received_at timestamptz not null,
  decided_by uuid,
  decided_at timestamptz,
  answer text check (answer in ('delivered', 'partial', 'refused', 'erased')),
  answered_by uuid,
  answered_on date,
  disclosure_id uuid,
  primary key (organisation_id, id),
  check ((state = 'received') = (decision is null)),
  check ((state = 'answered') = (answer is not null)),
  -- Nothing is decided without the document.
  check (decision is null or file_id is not null)
);
alter table authority_order enable row level security;
create policy own on authority_order using (organisation_id = current_setting('kept.organisation')::uuid);
grant select, insert on authority_order to kept_app;
grant update (file_id, hidden_until, state, decision, decided_fields, refusal, decided_by, decided_at, answer, answered_by, answered_on, disclosure_id)
  on authority_order to kept_app;
create index authority_order_open on authority_order (organisation_id, reply_by) where state <> 'answered';

create table authority_order_person (
  organisation_id uuid not null,
  person_id uuid not null,
  order_id uuid not null,
  covered boolean not null default false,
  -- Erasure: when this person, or the fields decided, were erased.
  erased_at timestamptz,
  primary key (organisation_id, person_id, order_id)
);
alter table authority_order_person enable row level security;
create policy own on authority_order_person using (organisation_id = current_setting('kept.organisation')::uuid);
grant select, insert, delete on authority_order_person to kept_app;
grant update (covered, erased_at) on authority_order_person to kept_app;
create index authority_order_persons on authority_order_person (organisation_id, order_id);
