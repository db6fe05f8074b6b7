-- Notices. What they say is here only sealed to the server's queue key, from approval until proof of receipt.

create table notice (
  id text primary key check (id ~ '^[0-9a-f]{32}$'),
  case_id text not null references case_file (id),
  regime text not null,
  regime_version text not null,
  addressee text not null,
  channel text not null check (channel in ('api', 'email', 'form', 'post', 'hand')),
  links integer not null check (links between 1 and 500),
  digest bytea not null check (octet_length(digest) = 32),
  previous text references notice (id),
  -- The version of the law that its clock was started under.
  pin jsonb,
  -- When the clock ends, as far as it is known: the board's order, and the job's time.
  due_at timestamptz,
  -- Where we stand with a sending that may or may not have gone out.
  sending text not null default 'none' check (sending in ('none', 'waiting', 'started', 'uncertain', 'done')),
  number text,
  status_key bytea check (octet_length(status_key) = 32),
  status_secret bytea,
  drafted_at timestamptz not null,
  closed boolean not null default false
);
create index on notice (case_id);
create index on notice (due_at) where not closed;

-- The exact bytes that leave. Emptied on proof of receipt.
create table notice_queue (
  notice text primary key references notice (id) on delete cascade,
  sealed bytea not null
);

-- Messages from platforms that were already taken in: a second delivery changes nothing.
create table notice_message (
  notice text not null references notice (id) on delete cascade,
  digest bytea not null check (octet_length(digest) = 32),
  primary key (notice, digest)
);

-- Links under watch; the address is sealed to the queue key and goes when watching ends.
create table notice_watch (
  notice text not null references notice (id) on delete cascade,
  link integer not null,
  sealed bytea not null,
  state text not null default 'unchecked' check (state in ('unchecked', 'present', 'missing', 'uncertain')),
  reason text,
  last_seen timestamptz,
  first_missed timestamptz,
  observed boolean not null default false,
  looks_after integer not null default 0,
  primary key (notice, link)
);

create table notice_escalation (
  id text primary key check (id ~ '^[0-9a-f]{32}$'),
  notice text not null references notice (id) on delete cascade,
  case_id text not null references case_file (id),
  regime text not null,
  authority text not null,
  at timestamptz not null,
  body text not null
);
create index on notice_escalation (case_id);

-- Which lawyer read which row of which file, and when. The shipped law carries no review.
create table regime_review (
  regime text not null,
  file_digest bytea not null check (octet_length(file_digest) = 32),
  lawyer text not null,
  reviewed_on date not null,
  entered_by text not null,
  primary key (regime, file_digest, lawyer)
);
