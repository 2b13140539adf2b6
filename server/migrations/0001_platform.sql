-- Organisations are found by their name in the address before anything else is known, so every role may read this table. It holds nothing personal.
create table organisation (
  id uuid primary key,
  slug text not null unique,
  created_at timestamptz not null
);
alter table organisation enable row level security;
create policy everyone_reads on organisation for select using (true);
create policy adds_itself on organisation for insert with check (id = current_setting('kept.organisation')::uuid);
grant select, insert on organisation to kept_app;

-- One row: which installation this database belongs to. The key root must answer for it (vault).
create table installation (
  the_one boolean primary key default true check (the_one),
  id uuid not null,
  key_check bytea not null,
  created_at timestamptz not null
);
alter table installation enable row level security;
create policy everyone_reads on installation for select using (true);
create policy once on installation for insert with check (true);
grant select, insert on installation to kept_app;

-- Answers already given to state-changing calls (Idempotency-Key): status and ids, never secrets or values. A row is written in
-- the transaction of the effect it speaks of; status is null only inside that transaction.
create table idempotency (
  organisation_id uuid not null,
  holder text not null,
  -- A digest of the key as it came.
  key text not null,
  body_digest bytea not null,
  status int,
  answer jsonb,
  at timestamptz not null,
  primary key (organisation_id, holder, key)
);
alter table idempotency enable row level security;
create policy own on idempotency using (organisation_id = current_setting('kept.organisation')::uuid);
grant select, insert, update, delete on idempotency to kept_app;
create index idempotency_age on idempotency (organisation_id, at);

-- Counters of the rate limiters that must hold across processes and restarts. Subjects are keyed digests, never values.
create table attempt (
  organisation_id uuid not null,
  limiter text not null,
  subject bytea not null,
  window_start timestamptz not null,
  count int not null,
  primary key (organisation_id, limiter, subject)
);
alter table attempt enable row level security;
create policy own on attempt using (organisation_id = current_setting('kept.organisation')::uuid);
grant select, insert, update, delete on attempt to kept_app;
create index attempt_age on attempt (organisation_id, window_start);

-- Jobs: graphile-worker's tables belong to kept_worker alone. The app enqueues through this function, which runs as its owner.
create schema if not exists graphile_worker authorization kept_worker;
create schema if not exists kept_jobs authorization kept_worker;
grant usage on schema kept_jobs to kept_app;
grant usage on schema graphile_worker to kept_worker;
create function kept_jobs.enqueue(task text, payload json, run_at timestamptz, job_key text) returns void
  language plpgsql security definer set search_path = pg_catalog, graphile_worker as $$
  begin
    perform graphile_worker.add_job(task, payload, run_at => run_at, job_key => job_key, max_attempts => 12);
  end
$$;
alter function kept_jobs.enqueue(text, json, timestamptz, text) owner to kept_worker;
revoke all on function kept_jobs.enqueue(text, json, timestamptz, text) from public;
grant execute on function kept_jobs.enqueue(text, json, timestamptz, text) to kept_app;
