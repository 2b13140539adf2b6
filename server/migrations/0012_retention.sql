-- An order, an event, a vacancy: what submissions belong to. The reference is the organisation's own, and never says who a person is.
create table occasion (
  organisation_id uuid not null,
  id uuid not null,
  kind text not null,
  reference text,
  -- Others may join by its reference from the public form: an event, a vacancy. Never an order.
  open boolean not null default false,
  opened_at timestamptz not null,
  primary key (organisation_id, id),
  unique (organisation_id, kind, reference)
);
alter table occasion enable row level security;
create policy own on occasion using (organisation_id = current_setting('kept.organisation')::uuid);
grant select, insert, delete on occasion to kept_app;
grant update (reference) on occasion to kept_app;

create table occasion_person (
  organisation_id uuid not null,
  person_id uuid not null,
  occasion_id uuid not null,
  joined_at timestamptz not null,
  -- The member of staff who said so, where one did: what is assigned to them does not thereby open to them.
  joined_by uuid,
  -- How it came out for this person, by a name the policy declares: hired.
  outcome text,
  outcome_at timestamptz,
  primary key (organisation_id, person_id, occasion_id)
);
alter table occasion_person enable row level security;
create policy own on occasion_person using (organisation_id = current_setting('kept.organisation')::uuid);
grant select, insert, delete on occasion_person to kept_app;
grant update (outcome, outcome_at) on occasion_person to kept_app;
create index occasion_persons on occasion_person (organisation_id, occasion_id);

-- What happened to an occasion, on a legal date: delivered, held, warranty ends. Retention counts from it; the newest of a kind counts.
create table occasion_event (
  organisation_id uuid not null,
  occasion_id uuid not null,
  id uuid not null,
  kind text not null,
  on_date date not null,
  recorded_at timestamptz not null,
  by_kind text not null check (by_kind in ('staff', 'key')),
  by_id uuid not null,
  primary key (organisation_id, occasion_id, id)
);
alter table occasion_event enable row level security;
create policy own on occasion_event using (organisation_id = current_setting('kept.organisation')::uuid);
grant select, insert, delete on occasion_event to kept_app;

-- When a person's data are next looked at: one row a person, so that a sweep costs what is due. Made when something is given, moved to
-- now when anything changes an end; where no row tells, the nightly walk makes it.
create table keeping (
  organisation_id uuid not null,
  person_id uuid not null,
  -- Null: nothing ends by itself.
  look_at timestamptz,
  -- Counts the marks, so that a look knows whether one came while it looked.
  marks int not null default 0,
  -- The first day on which some of it ends, as of the last look, by which rule, and what.
  ends_on date,
  rule text,
  fields text[] not null default '{}',
  -- An occasion lacks a date that a rule counts from.
  missing boolean not null default false,
  -- The end the person was told of.
  told_of date,
  told_at timestamptz,
  primary key (organisation_id, person_id)
);
alter table keeping enable row level security;
create policy own on keeping using (organisation_id = current_setting('kept.organisation')::uuid);
grant select, insert, update, delete on keeping to kept_app;
create index keeping_look on keeping (organisation_id, look_at, person_id) where look_at is not null;
create index keeping_ends on keeping (organisation_id, ends_on, person_id) where ends_on is not null;

-- A value that its person gave again, as it was, elsewhere or later: it is kept for that too.
create table given_again (
  organisation_id uuid not null,
  person_id uuid not null,
  value_id uuid not null,
  submission_id uuid not null,
  field text not null,
  touchpoint text not null,
  occasion_id uuid,
  purposes text[] not null,
  at timestamptz not null,
  primary key (organisation_id, person_id, value_id, submission_id)
);
alter table given_again enable row level security;
create policy own on given_again using (organisation_id = current_setting('kept.organisation')::uuid);
grant select, insert, delete on given_again to kept_app;

-- Data whose purposes all ended, until somebody decides: erased, or kept for another declared purpose or a duty, with a next look.
create table review (
  organisation_id uuid not null,
  person_id uuid not null,
  id uuid not null,
  field text not null,
  reason text not null,
  since timestamptz not null,
  -- The last day to decide.
  term date not null,
  owner uuid,
  state text not null check (state in ('open', 'erasing', 'kept', 'erased', 'resolved')),
  keep_for text,
  keep_why text,
  next_look date,
  decided_by uuid,
  decided_at timestamptz,
  -- Until then a decision may be taken back.
  acts_at timestamptz,
  ended_at timestamptz,
  primary key (organisation_id, person_id, id)
);
alter table review enable row level security;
create policy own on review using (organisation_id = current_setting('kept.organisation')::uuid);
grant select, insert, update, delete on review to kept_app;
create unique index review_one on review (organisation_id, person_id, field) where state in ('open', 'erasing', 'kept');
create index review_due on review (organisation_id, term, id) where state in ('open', 'erasing', 'kept');
create index review_acts on review (organisation_id, acts_at, id) where state = 'erasing';

-- Each run of the sweep, and why one refused to run.
create table sweep (
  organisation_id uuid not null,
  id uuid not null,
  at timestamptz not null,
  ended_at timestamptz,
  looked int not null default 0,
  persons int not null default 0,
  fields int not null default 0,
  held int not null default 0,
  fault text,
  primary key (organisation_id, id)
);
alter table sweep enable row level security;
create policy own on sweep using (organisation_id = current_setting('kept.organisation')::uuid);
grant select, insert, update, delete on sweep to kept_app;

-- How far the nightly walk through all persons has come.
create table retention_walk (
  organisation_id uuid not null,
  after uuid,
  -- The version of the policy that the last whole walk began with.
  policy_version int not null,
  at timestamptz not null,
  primary key (organisation_id)
);
alter table retention_walk enable row level security;
create policy own on retention_walk using (organisation_id = current_setting('kept.organisation')::uuid);
grant select, insert, update on retention_walk to kept_app;
