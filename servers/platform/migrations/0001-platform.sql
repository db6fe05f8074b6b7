-- Keys of callers: hashed, with roles, cut off in one step.
create table platform_key (
  id text primary key check (id ~ '^[0-9a-f]{32}$'),
  name text not null,
  roles text[] not null check (roles <@ array['match', 'curate', 'review', 'admin']),
  hash bytea not null unique check (octet_length(hash) = 32),
  created_at timestamptz not null,
  revoked_at timestamptz
);

-- The banks' record. What is matched lies in memory and is built from here.
create table bank (
  name text primary key check (name ~ '^[A-Z_][A-Z0-9_]{0,254}$'),
  kind text not null default 'match' check (kind in ('match', 'suppress')),
  threshold integer not null default 31 check (threshold between 0 and 31),
  enabled_ratio double precision not null default 1 check (enabled_ratio between 0 and 1),
  created_at timestamptz not null
);

create table bank_content (
  id bigint primary key check (id > 0 and id < 9007199254740992),
  bank text not null references bank (name) on update cascade on delete cascade,
  -- Unix seconds from which it matches: 1 always, 0 never.
  enabled_from bigint not null default 1 check (enabled_from >= 0),
  -- What is not a single hash: sizes, views, frames.
  detail jsonb not null default '{}',
  metadata jsonb,
  note text,
  added_at timestamptz not null
);
create index on bank_content (bank);

create table bank_hash (
  content bigint not null references bank_content (id) on delete cascade,
  type text not null check (type in ('pdq', 'pdqStored', 'md5', 'sha256')),
  hash bytea not null check (octet_length(hash) = case type when 'md5' then 16 else 32 end),
  quality integer check (quality between 0 and 100),
  primary key (content, type)
);
create index on bank_hash (type, hash);

create table bank_opinion (
  content bigint not null references bank_content (id) on delete cascade,
  party text not null,
  value text not null,
  primary key (content, party)
);

-- Exchanges that we follow.
create table exchange_source (
  name text primary key,
  wire text not null check (wire in ('amaan', 'stopncii')),
  bank text not null references bank (name) on update cascade,
  -- The number after which we ask (amaan), or the checkpoint's second (stopncii).
  cursor bigint not null default 0,
  fetched_at timestamptz,
  failures integer not null default 0,
  last_error text
);

create table exchange_row (
  source text not null references exchange_source (name),
  -- The record's name there: a pseudonym, or a digest where the protocol has no ids.
  remote text not null,
  content bigint references bank_content (id) on delete set null,
  state text not null check (state in ('live', 'suspended', 'withdrawn')),
  primary key (source, remote)
);
create unique index on exchange_row (content);

-- Records that could not be read: a name and a code, never a hash.
create table exchange_quarantine (
  source text not null references exchange_source (name),
  remote text not null,
  code text not null,
  at timestamptz not null,
  primary key (source, remote, code)
);

-- One opinion for each signal and decision; sent until acknowledged.
create table feedback (
  source text not null references exchange_source (name),
  remote text not null,
  decision text not null,
  job text not null,
  value text not null check (value in ('Blocked', 'NotBlocked', 'PendingReview')),
  age_doubt boolean not null default false,
  made_at timestamptz not null,
  sent_at timestamptz,
  primary key (source, remote, decision)
);
