-- Notices that were handed in, and what we said about them.

create table notice (
  id text primary key check (id ~ '^[0-9a-f]{32}$'),
  number text not null unique,
  document jsonb not null,
  digest bytea not null check (octet_length(digest) = 32),
  received_at timestamptz not null,
  due_at timestamptz not null,
  -- What is still to be decided; null until the links were looked up.
  open_jobs integer,
  closed boolean not null default false
);
create index on notice (due_at) where not closed;

-- One item of ours behind one or more of a notice's links.
create table notice_item (
  notice text not null references notice (id),
  item text not null,
  job text not null unique,
  decision text,
  primary key (notice, item)
);

-- Signed messages to the sender; sent until taken.
create table notice_status (
  notice text not null references notice (id),
  seq integer not null,
  body jsonb not null,
  sent_at timestamptz,
  primary key (notice, seq)
);
