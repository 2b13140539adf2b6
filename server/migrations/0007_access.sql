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
