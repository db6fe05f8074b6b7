-- Members of staff, their ways of signing in, and their sessions. Secret keys are here only wrapped.

create table staff_member (
  id text primary key check (id ~ '^[0-9a-f]{32}$'),
  -- For colleagues; the directory and her page know role words only.
  name text not null check (length(name) between 1 and 80),
  role text not null check (role in ('caseworker', 'supervisor', 'admin')),
  -- New cases are sealed to this person.
  intake boolean not null,
  recipient text not null unique,
  sign_key bytea not null check (octet_length(sign_key) = 32),
  joined_at timestamptz not null,
  left_at timestamptz
);

create table staff_phrase (
  staff_id text primary key references staff_member (id),
  locator_hash bytea not null unique check (octet_length(locator_hash) = 32),
  proof_hash bytea not null check (octet_length(proof_hash) = 32),
  wrapped bytea not null
);

create table staff_passkey (
  id text primary key,
  staff_id text not null references staff_member (id),
  public_key bytea not null,
  counter bigint not null,
  transports text[] not null,
  wrapped bytea not null,
  added_at timestamptz not null
);
create index on staff_passkey (staff_id);

create table staff_session (
  token_hash bytea primary key check (octet_length(token_hash) = 32),
  staff_id text not null references staff_member (id),
  created_at timestamptz not null,
  used_at timestamptz not null
);
create index on staff_session (staff_id);

create table staff_invitation (
  code_hash bytea primary key check (octet_length(code_hash) = 32),
  role text not null check (role in ('caseworker', 'supervisor', 'admin')),
  intake boolean not null,
  invited_by text references staff_member (id),
  expires_at timestamptz not null
);
