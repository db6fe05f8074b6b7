-- Append-only and chained: the record of every review.
create table review_event (
  seq bigint primary key,
  id text not null unique,
  job text not null,
  at timestamptz not null,
  type text not null,
  event jsonb not null,
  digest bytea not null check (octet_length(digest) = 32)
);
create index on review_event (job, seq);

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'review_event is append-only';
end $$;
create trigger review_event_append_only before update or delete or truncate on review_event
  for each statement execute function refuse_change();

-- Where the chain ends. Whoever appends locks it.
create table review_head (
  one boolean primary key default true check (one),
  seq bigint not null default -1,
  digest bytea
);
insert into review_head default values;

-- The fold of a job's events, and the columns that the queue is sorted by.
create table review_job (
  id text primary key,
  kind text not null check (kind in ('upload', 'notice', 'appeal')),
  state text not null check (state in ('open', 'claimed', 'decided')),
  ticket text not null,
  item text not null,
  opened_at timestamptz not null,
  due_at timestamptz not null,
  priority integer not null,
  claimed_by text,
  claimed_until timestamptz,
  decided_at timestamptz,
  -- SHA-256 of the file, for deciding exact duplicates together; gone with the decision.
  file bytea check (octet_length(file) = 32),
  folded jsonb not null
);
create index on review_job (state, priority, due_at);
create index on review_job (ticket);
create index on review_job (file) where file is not null;

-- Media of a held upload: only as long as its review. The key is here, the sealed bytes are in a file.
create table held_media (
  job text primary key references review_job (id),
  key bytea not null check (octet_length(key) = 32),
  content_type text not null,
  width integer not null,
  height integer not null,
  held_at timestamptz not null
);

-- Messages to the site; sent until it answers.
create table site_message (
  id text primary key,
  job text not null,
  body jsonb not null,
  made_at timestamptz not null,
  sent_at timestamptz
);
