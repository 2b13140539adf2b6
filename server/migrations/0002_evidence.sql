-- Events are written once. The app role has no UPDATE and no DELETE here, whatever a query tries.
create table event (
  organisation_id uuid not null,
  id uuid not null,
  type text not null,
  at timestamptz not null,
  -- RFC 8785 canonical JSON: what a leaf of the log will commit to. Never a personal value.
  canonical text not null,
  primary key (organisation_id, id)
);
alter table event enable row level security;
create policy own on event using (organisation_id = current_setting('kept.organisation')::uuid);
grant select, insert on event to kept_app;
create index event_by_type on event (organisation_id, type, id);

-- Whom an event is about. The event itself holds only a commitment, HMAC-SHA-256(salt, person id). Where `salt` is null it
-- derives from the person's salt root; a salt stored here was made while no key could be asked, and a job seals it.
create table event_person (
  organisation_id uuid not null,
  person_id uuid not null,
  event_id uuid not null,
  type text not null,
  salt bytea,
  salt_sealed boolean not null default false,
  primary key (organisation_id, person_id, event_id)
);
alter table event_person enable row level security;
create policy own on event_person using (organisation_id = current_setting('kept.organisation')::uuid);
grant select, insert, delete on event_person to kept_app;
grant update (salt, salt_sealed) on event_person to kept_app;
create index event_person_unsealed on event_person (organisation_id) where salt is not null and not salt_sealed;
