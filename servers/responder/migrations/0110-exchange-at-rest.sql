-- Hashes are encrypted at rest with a key apart from the database. What stood here in the clear moves at the next start.
alter table exchange_entry add column sealed bytea;
alter table exchange_entry drop constraint exchange_entry_check;
alter table exchange_entry add constraint exchange_entry_signals
  check ((state = 'withdrawn') = (signals is null and sealed is null));
alter table case_signal add column sealed bytea;

alter table exchange_entry_hash rename to exchange_entry_hash_plain;
alter index exchange_entry_hash_pkey rename to exchange_entry_hash_plain_pkey;
alter index exchange_entry_hash_type_hash_idx rename to exchange_entry_hash_plain_type_hash_idx;
alter table exchange_hash rename to exchange_hash_plain;
alter index exchange_hash_pkey rename to exchange_hash_plain_pkey;
alter index exchange_hash_tie_key rename to exchange_hash_plain_tie_key;
alter index exchange_hash_second_tie_idx rename to exchange_hash_plain_second_tie_idx;

-- StopNCII's view: one record for each (type, hash), named by its keyed digest, live while any of its entries is.
create table exchange_hash (
  type text not null check (type in ('ImagePDQ', 'VideoMD5')),
  digest bytea not null check (octet_length(digest) = 16),
  sealed bytea not null,
  withdrawn boolean not null default false,
  -- Withdrawn because of a minor: served once to each subscriber of this wire, then deleted.
  minor boolean not null default false,
  second bigint not null,
  tie bigint not null unique,
  changed_at timestamptz not null,
  primary key (type, digest)
);
create index on exchange_hash (second, tie);

create table exchange_entry_hash (
  entry text not null references exchange_entry (id) on delete cascade,
  type text not null,
  digest bytea not null,
  primary key (entry, type, digest),
  foreign key (type, digest) references exchange_hash (type, digest) on delete cascade
);
create index on exchange_entry_hash (type, digest);

-- Tombstones of minors that a subscriber of StopNCII's wire was served. This wire acknowledges nothing: the next
-- checkpoint shows that a page was stored (sure), or a second serving stands for it.
create table exchange_served (
  partner text not null references exchange_partner (code),
  type text not null,
  digest bytea not null,
  times integer not null default 1,
  sure boolean not null,
  done boolean not null default false,
  primary key (partner, type, digest),
  foreign key (type, digest) references exchange_hash (type, digest) on delete cascade
);

-- A partner's signed word that it deleted what it had of an entry. It holds no hash.
create table exchange_purge_proof (
  partner text not null references exchange_partner (code),
  entry text not null references exchange_entry (id) on delete cascade,
  at timestamptz not null,
  body text not null,
  signature bytea not null,
  primary key (partner, entry)
);

alter table exchange_partner
  -- Its Ed25519 key (hex): given when it was made, or pinned with its first proof.
  add column public_key text check (public_key ~ '^[0-9a-f]{64}$'),
  -- Since when it gets tombstones alone, because a proof is overdue.
  add column cut_at timestamptz;

alter table exchange_entry
  -- A person looked at the opinions: those before do not count any more.
  add column cleared_at timestamptz,
  add column suspended_at timestamptz;
update exchange_entry set suspended_at = changed_at where state = 'suspended';
