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
  primary key (organisation_id, person_id, occasion_id)
);
alter table occasion_person enable row level security;
create policy own on occasion_person using (organisation_id = current_setting('kept.organisation')::uuid);
grant select, insert, delete on occasion_person to kept_app;
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
