-- Mail on its way out. Whom it goes to and what it says are sealed by the person's key: no mail lies in clear on any disk.
create table message (
  organisation_id uuid not null,
  person_id uuid not null,
  id uuid not null,
  kind text not null,
  state text not null check (state in ('waiting', 'sent', 'failed')),
  sealed bytea not null,
  attempts int not null default 0,
  fault text,
  created_at timestamptz not null,
  sent_at timestamptz,
  primary key (organisation_id, person_id, id)
);
alter table message enable row level security;
create policy own on message using (organisation_id = current_setting('kept.organisation')::uuid);
grant select, insert, delete on message to kept_app;
grant update (state, attempts, fault, sent_at) on message to kept_app;
create index message_newest on message (organisation_id, id desc);
