-- Two records that staff found to be one person. Nothing moves: both are read and answered for together until the merge is undone.
create table merge (
  organisation_id uuid not null,
  person_id uuid not null,
  other_id uuid not null,
  id uuid not null,
  evidence text not null check (evidence in ('same_verified_contact', 'document', 'call_back', 'in_person')),
  by_staff uuid not null,
  at timestamptz not null,
  undone_at timestamptz,
  undone_by uuid,
  primary key (organisation_id, person_id, id),
  check (person_id <> other_id)
);
alter table merge enable row level security;
create policy own on merge using (organisation_id = current_setting('kept.organisation')::uuid);
grant select, insert, delete on merge to kept_app;
grant update (undone_at, undone_by) on merge to kept_app;
create index merge_other on merge (organisation_id, other_id) where undone_at is null;

-- One call that staff answer: what was asked of it, yes or no, and how it ended. Never the number, never whose it was.
create table phone_call (
  organisation_id uuid not null,
  id uuid not null,
  staff_id uuid not null,
  -- Registered and agreed to what.
  purpose text not null,
  policy_version int not null,
  opened_at timestamptz not null,
  -- How many numbers were tried before it was the right one.
  checks int not null check (checks >= 1),
  agreed boolean not null,
  closed_at timestamptz,
  -- `other`, or the place of a topic in the policy, with its words then.
  topic text,
  topic_vi text,
  topic_en text,
  outcome text check (outcome in ('answered', 'passed_on', 'declined', 'cut_off')),
  primary key (organisation_id, id),
  check ((closed_at is null) = (topic is null) and (closed_at is null) = (outcome is null))
);
alter table phone_call enable row level security;
create policy own on phone_call using (organisation_id = current_setting('kept.organisation')::uuid);
grant select, insert on phone_call to kept_app;
grant update (checks, agreed, closed_at, topic, topic_vi, topic_en, outcome) on phone_call to kept_app;
-- Staff answer one call at a time.
create unique index phone_call_open on phone_call (organisation_id, staff_id) where closed_at is null;
create index phone_call_of_staff on phone_call (organisation_id, staff_id, opened_at);

-- Who may be shown within a call, since when. Goes with the person.
create table phone_call_person (
  organisation_id uuid not null,
  person_id uuid not null,
  call_id uuid not null,
  agreed_at timestamptz not null,
  primary key (organisation_id, person_id, call_id)
);
alter table phone_call_person enable row level security;
create policy own on phone_call_person using (organisation_id = current_setting('kept.organisation')::uuid);
grant select, insert, delete on phone_call_person to kept_app;
create index phone_call_person_call on phone_call_person (organisation_id, call_id);

-- A saved question over indexed fields, for one purpose. Who meets it is looked up each time: members are kept nowhere.
create table segment (
  organisation_id uuid not null,
  id uuid not null,
  purpose text not null,
  -- Its name and its question, sealed under a key of the segment's own: staff may look for a number or a name.
  words_sealed bytea not null check (length(words_sealed) > 81 and get_byte(words_sealed, 0) = 1),
  made_by uuid not null,
  made_at timestamptz not null,
  ended_at timestamptz,
  primary key (organisation_id, id)
);
alter table segment enable row level security;
create policy own on segment using (organisation_id = current_setting('kept.organisation')::uuid);
grant select, insert on segment to kept_app;
grant update (ended_at) on segment to kept_app;

-- Who is responsible for whom: a role that reads only its own people reads these. Ended rows stay, for what was read under them is checked by them.
create table assigned_person (
  organisation_id uuid not null,
  person_id uuid not null,
  id uuid not null,
  staff_id uuid not null,
  by_kind text not null check (by_kind in ('staff', 'intake')),
  by_staff uuid not null,
  from_at timestamptz not null,
  until timestamptz,
  ended_at timestamptz,
  ended_by uuid,
  primary key (organisation_id, person_id, id)
);
alter table assigned_person enable row level security;
create policy own on assigned_person using (organisation_id = current_setting('kept.organisation')::uuid);
grant select, insert, delete on assigned_person to kept_app;
grant update (ended_at, ended_by) on assigned_person to kept_app;
create index assigned_person_staff on assigned_person (organisation_id, staff_id) where ended_at is null;

-- The same for an order, an event, an application: it covers everyone who takes part in it.
create table assigned_occasion (
  organisation_id uuid not null,
  occasion_id uuid not null,
  id uuid not null,
  staff_id uuid not null,
  by_kind text not null check (by_kind in ('staff', 'intake')),
  by_staff uuid not null,
  from_at timestamptz not null,
  until timestamptz,
  ended_at timestamptz,
  ended_by uuid,
  primary key (organisation_id, occasion_id, id)
);
alter table assigned_occasion enable row level security;
create policy own on assigned_occasion using (organisation_id = current_setting('kept.organisation')::uuid);
grant select, insert, delete on assigned_occasion to kept_app;
grant update (ended_at, ended_by) on assigned_occasion to kept_app;
create index assigned_occasion_staff on assigned_occasion (organisation_id, staff_id) where ended_at is null;

-- Reading past role and assignment: asked by one, agreed to by another, for one person, one purpose and some minutes.
create table break_glass (
  organisation_id uuid not null,
  person_id uuid not null,
  id uuid not null,
  staff_id uuid not null,
  purpose text not null,
  -- In words, so it may name the person: sealed with their key. Gone when a field is erased, for it may hold that.
  reason_sealed bytea,
  minutes int not null check (minutes between 5 and 240),
  asked_at timestamptz not null,
  decided_at timestamptz,
  decided_by uuid,
  agreed boolean,
  until timestamptz,
  ended_at timestamptz,
  ended_by uuid,
  primary key (organisation_id, person_id, id),
  check (decided_by <> staff_id),
  check ((decided_at is null) = (decided_by is null) and (decided_at is null) = (agreed is null)),
  check ((agreed is true) = (until is not null))
);
alter table break_glass enable row level security;
create policy own on break_glass using (organisation_id = current_setting('kept.organisation')::uuid);
grant select, insert, delete on break_glass to kept_app;
grant update (reason_sealed, decided_at, decided_by, agreed, until, ended_at, ended_by) on break_glass to kept_app;
create index break_glass_newest on break_glass (organisation_id, id);

-- How much each reader reads, ten minutes at a time.
create table reading_slot (
  organisation_id uuid not null,
  reader_id uuid not null,
  slot timestamptz not null,
  readings int not null,
  primary key (organisation_id, reader_id, slot)
);
alter table reading_slot enable row level security;
create policy own on reading_slot using (organisation_id = current_setting('kept.organisation')::uuid);
grant select, insert, update, delete on reading_slot to kept_app;

-- Unusual reading, which somebody else has to look at.
create table alarm (
  organisation_id uuid not null,
  id uuid not null,
  kind text not null check (kind in ('bulk', 'odd_hour', 'break_glass')),
  reader_kind text not null check (reader_kind in ('staff', 'key')),
  reader_id uuid not null,
  -- One alarm for each hour of bulk reading, each odd day, each grant.
  about text not null,
  readings int,
  event_id uuid not null,
  raised_at timestamptz not null,
  due_at timestamptz not null,
  settled_at timestamptz,
  settled_by uuid,
  finding text check (finding in ('justified', 'mistake', 'misuse', 'incident')),
  case_reference text,
  primary key (organisation_id, id),
  unique (organisation_id, kind, reader_id, about),
  check (settled_by <> reader_id),
  check ((settled_at is null) = (settled_by is null) and (settled_at is null) = (finding is null))
);
alter table alarm enable row level security;
create policy own on alarm using (organisation_id = current_setting('kept.organisation')::uuid);
grant select, insert on alarm to kept_app;
grant update (settled_at, settled_by, finding, case_reference) on alarm to kept_app;
