-- The exchange as host: what this helpline shares, with whom, and what they answered.

-- One row. Whoever changes a record locks it until commit, so numbers and seconds grow in the order of commit.
create table exchange_clock (
  one boolean primary key default true check (one),
  tie bigint not null default 0,
  second bigint not null default 0,
  in_second integer not null default 0
);
insert into exchange_clock default values;

create table exchange_partner (
  code text primary key check (code ~ '^[a-z0-9-]{1,40}$'),
  name text not null,
  subscription bytea not null unique check (octet_length(subscription) = 32),
  fetch_key bytea not null check (octet_length(fetch_key) = 32),
  submit_key bytea not null check (octet_length(submit_key) = 32),
  feedback_key bytea not null check (octet_length(feedback_key) = 32),
  tombstones text not null default 'incremental' check (tombstones in ('incremental', 'always', 'never')),
  -- How far this partner has read: the second of StopNCII's wire and the number of ours.
  second bigint not null default 0,
  tie bigint not null default 0,
  fetched_at timestamptz,
  created_at timestamptz not null,
  revoked_at timestamptz
);

-- One entry for each shared signal set; a tombstone keeps its id and loses its signals.
create table exchange_entry (
  id text primary key check (id ~ '^[0-9a-f]{32}$'),
  -- Who may take it back: a case's signal, or the partner that submitted it.
  case_id text,
  partner text references exchange_partner (code),
  signals jsonb,
  state text not null check (state in ('live', 'suspended', 'withdrawn')),
  age_mark text not null check (age_mark = 'adult'),
  proof boolean not null default false,
  tie bigint not null unique,
  changed_at timestamptz not null,
  check ((state = 'withdrawn') = (signals is null)),
  check ((case_id is null) <> (partner is null))
);
create index on exchange_entry (case_id);

-- StopNCII's view: one record for each (type, hash), live while any of its entries is.
create table exchange_hash (
  type text not null check (type in ('ImagePDQ', 'VideoMD5')),
  hash bytea not null check (octet_length(hash) = case type when 'ImagePDQ' then 32 else 16 end),
  withdrawn boolean not null default false,
  second bigint not null,
  tie bigint not null unique,
  changed_at timestamptz not null,
  primary key (type, hash)
);
create index on exchange_hash (second, tie);

create table exchange_entry_hash (
  entry text not null references exchange_entry (id) on delete cascade,
  type text not null,
  hash bytea not null,
  primary key (entry, type, hash),
  foreign key (type, hash) references exchange_hash (type, hash) on delete cascade
);
create index on exchange_entry_hash (type, hash);

create table exchange_pseudonym (
  partner text not null references exchange_partner (code),
  pseudonym text not null,
  entry text not null references exchange_entry (id) on delete cascade,
  primary key (partner, pseudonym),
  unique (partner, entry)
);

create table exchange_opinion (
  partner text not null references exchange_partner (code),
  entry text not null references exchange_entry (id) on delete cascade,
  value text not null,
  tags text[] not null default '{}',
  decision text,
  at timestamptz not null,
  primary key (partner, entry)
);

-- Every fetch: who, from where, how many. Never with hashes.
create table exchange_fetch (
  partner text not null references exchange_partner (code),
  at timestamptz not null,
  wire text not null check (wire in ('stopncii', 'amaan')),
  start bigint not null,
  records integer not null
);
