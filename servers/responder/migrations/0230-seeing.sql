-- What figures and staff need to see of a notice without reading its ledger: derived from the ledger whenever the clock is settled.
alter table notice
  add column started_at timestamptz,
  add column removed_at timestamptz,
  add column withdrawn_at timestamptz,
  -- The last look that still found something there.
  add column seen_at timestamptz;

-- Reminders whose day has come: the key raises each of them once.
create table notice_reminder (
  notice text not null references notice (id) on delete cascade,
  what text not null,
  day date not null,
  raised_at timestamptz not null,
  done_by text,
  primary key (notice, what, day)
);
create index on notice_reminder (day) where done_by is null;

-- One calendar address for each member of staff; the secret in it is known to its holder alone.
create table calendar_feed (
  staff text primary key,
  secret_digest bytea not null unique check (octet_length(secret_digest) = 32)
);

-- The time that this server believed in last: a clock that went back shows against it.
create table server_clock (
  one boolean primary key default true check (one),
  latest timestamptz not null
);

-- How long removals took in cases that are gone by now: counts without a case, a notice, a link or a day.
create table removal_figure (
  addressee text not null,
  hours integer not null check (hours >= 0),
  removed boolean not null
);
