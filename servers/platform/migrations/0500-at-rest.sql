-- Hashes are encrypted at rest with a key apart from the database. What stood here in the clear moves at the next start.
alter table bank_hash rename to bank_hash_plain;
alter index bank_hash_pkey rename to bank_hash_plain_pkey;
alter index bank_hash_type_hash_idx rename to bank_hash_plain_type_hash_idx;

-- All signals of the content: 16 bytes of tag, then the ciphertext.
alter table bank_content add column sealed bytea;
-- Only until the next start, like bank_hash_plain.
alter table bank_content alter column detail drop not null, alter column detail drop default;

-- Keyed digests: to count signals by type, and to find one that is there already.
create table bank_hash (
  content bigint not null references bank_content (id) on delete cascade,
  type text not null check (type in ('pdq', 'pdqStored', 'md5', 'sha256')),
  digest bytea not null check (octet_length(digest) = 16),
  primary key (content, type)
);
create index on bank_hash (type, digest);

-- Contents that another process (the command line) added or removed; the running server takes the lines away.
create table bank_news (
  id bigint generated always as identity primary key,
  bank text not null,
  content bigint not null
);
