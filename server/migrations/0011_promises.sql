-- What each control of each promise was found to be, last. One row per promise and control; which run it was stands beside.
create table check_result (
  organisation_id uuid not null,
  promise text not null,
  -- Place of the control among the promise's: one control may stand twice, with other parameters.
  place int not null,
  control text not null,
  policy_version int not null,
  state text not null check (state in ('kept', 'at_risk', 'broken', 'not_exercised', 'attested')),
  done int not null,
  refused int not null,
  -- Ids of events or rows, never a value.
  violations text[] not null,
  explanation_vi text not null,
  explanation_en text not null,
  checked_at timestamptz not null,
  -- Since when it has been in this state.
  state_since timestamptz not null,
  primary key (organisation_id, promise, place)
);
alter table check_result enable row level security;
create policy own on check_result using (organisation_id = current_setting('kept.organisation')::uuid);
grant select, insert, update, delete on check_result to kept_app;

-- Every change of state, so that what was broken stays in the history with how long it lasted.
create table check_change (
  organisation_id uuid not null,
  id uuid not null,
  promise text not null,
  control text not null,
  policy_version int not null,
  was text,
  became text not null,
  at timestamptz not null,
  violations text[] not null,
  explanation_vi text not null,
  explanation_en text not null,
  primary key (organisation_id, id)
);
alter table check_change enable row level security;
create policy own on check_change using (organisation_id = current_setting('kept.organisation')::uuid);
grant select, insert on check_change to kept_app;
create index check_change_of_promise on check_change (organisation_id, promise, id);

-- What no query can prove, and a named member of staff confirms until a date. Rows are never changed: a newer one replaces an older.
create table attestation (
  organisation_id uuid not null,
  id uuid not null,
  promise text not null,
  -- Which measure the promise names; null for the promise itself.
  measure text,
  staff_id uuid not null,
  valid_until date not null,
  document text not null,
  attested_at timestamptz not null,
  primary key (organisation_id, id)
);
alter table attestation enable row level security;
create policy own on attestation using (organisation_id = current_setting('kept.organisation')::uuid);
grant select, insert on attestation to kept_app;
create index attestation_of_promise on attestation (organisation_id, promise, id);

-- What each probe of the running deployment found last, for one organisation. Sentences without a path, an address or a value.
create table probe_result (
  organisation_id uuid not null,
  probe text not null,
  result text not null check (result in ('passed', 'failed', 'unknown')),
  found_vi text not null,
  found_en text not null,
  probed_at timestamptz not null,
  since timestamptz not null,
  primary key (organisation_id, probe)
);
alter table probe_result enable row level security;
create policy own on probe_result using (organisation_id = current_setting('kept.organisation')::uuid);
grant select, insert, update on probe_result to kept_app;
