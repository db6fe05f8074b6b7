-- Cases. Nothing here says who she is, from where or at what hour she came: her acts carry the day.

create table case_file (
  id text primary key check (id ~ '^[0-9a-f]{32}$'),
  -- Public halves of the compartment keys: anyone may add, only grants open.
  keys jsonb not null,
  urgent boolean not null,
  -- The store itself refuses a case without an adult mark: there is no "unknown".
  age_mark text not null check (age_mark = 'adult'),
  opened_on date not null
);

create table case_grant (
  id text primary key check (id ~ '^[0-9a-f]{32}$'),
  case_id text not null references case_file (id),
  kind text not null check (kind in ('survivor', 'staff', 'recovery', 'helper')),
  recipient text not null,
  compartments text[] not null,
  sealed bytea not null,
  unique (case_id, recipient)
);

-- Who finds the case with which locator: she, and helpers she named.
create table case_access (
  locator_hash bytea primary key check (octet_length(locator_hash) = 32),
  token_hash bytea not null check (octet_length(token_hash) = 32),
  case_id text not null references case_file (id),
  helper text check (helper ~ '^[0-9a-f]{32}$'),
  recipient text not null,
  compartments text[] not null
);
create unique index on case_access (case_id) where helper is null;
create unique index on case_access (case_id, helper);

create table case_item (
  id text primary key check (id ~ '^[0-9a-f]{32}$'),
  case_id text not null references case_file (id),
  kind text not null check (kind in ('story', 'links', 'contact', 'message', 'exhibit')),
  compartment text not null check (compartment in ('story', 'links', 'messages', 'exhibits')),
  source text not null check (source in ('survivor', 'helper', 'staff', 'mail')),
  staff text,
  -- A day for hers, an instant for staff's.
  at text not null,
  place integer not null,
  sealed bytea not null
);
create index on case_item (case_id, place);

create table case_signal (
  id text primary key check (id ~ '^[0-9a-f]{32}$'),
  case_id text not null references case_file (id),
  content_type text not null check (content_type in ('photo', 'video')),
  quality integer not null,
  age_mark text not null check (age_mark = 'adult'),
  state text not null check (state in ('held', 'shared', 'refused', 'withdrawn')),
  -- Here only until it is shared or taken back.
  signals jsonb
);
create index on case_signal (case_id);
create index on case_signal (state) where state = 'held';

-- The ledger: append-only and chained; the text is what was hashed and signed.
create table case_event (
  case_id text not null references case_file (id),
  seq integer not null,
  body text not null,
  primary key (case_id, seq)
);

create function refuse_ledger_change() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' and current_setting('amaan.purge', true) = old.case_id then
    return old;
  end if;
  raise exception 'the ledger is append-only';
end $$;
create trigger append_only before update or delete on case_event
  for each row execute function refuse_ledger_change();
create trigger no_truncate before truncate on case_event
  for each statement execute function refuse_ledger_change();

-- The projection of the ledger and the head of its chain.
create table case_status (
  case_id text primary key references case_file (id),
  seq integer not null,
  digest bytea not null check (octet_length(digest) = 32),
  state jsonb not null
);
create index on case_status ((state ->> 'phase'));

create table staff_directory (
  seq integer primary key,
  signed jsonb not null
);
