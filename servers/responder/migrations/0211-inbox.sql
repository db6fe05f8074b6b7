-- Mails about notices that came in: what each seems to be, until a person confirms it. What they say is sealed to the
-- case in `case_item`; here is only which notice, what kind, and the digest of the bytes.
create table notice_mail (
  id text primary key check (id ~ '^[0-9a-f]{32}$'),
  notice text not null references notice (id) on delete cascade,
  item text not null references case_item (id) on delete cascade,
  kind text not null check (kind in ('bounced', 'delivery-receipt', 'auto-reply', 'answer')),
  digest bytea not null check (octet_length(digest) = 32),
  -- When it says it was written.
  at timestamptz,
  state text not null default 'suggested' check (state in ('suggested', 'confirmed', 'dismissed')),
  unique (notice, digest)
);
