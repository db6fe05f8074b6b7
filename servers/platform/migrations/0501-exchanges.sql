-- Several exchanges, each with its own address, keys, bank and schedule.
alter table exchange_source
  add column url text,
  -- Our code there.
  add column partner text,
  -- The exchange's Ed25519 key as hex, where it speaks Amaan's own wire.
  add column public_key text check (public_key ~ '^[0-9a-f]{64}$'),
  -- The keys that it handed us, encrypted.
  add column credentials bytea,
  add column enabled boolean not null default true,
  add column poll_ms integer not null default 30000 check (poll_ms between 250 and 86400000),
  -- When it is asked again; null is at once.
  add column next_at timestamptz,
  -- Since when a fetch runs.
  add column begun_at timestamptz,
  -- Full syncs are numbered. What the present one has not delivered goes after its last page.
  add column round integer not null default 0,
  add column round_open boolean not null default false;
alter table exchange_row add column round integer not null default 0;
alter table exchange_quarantine add column times integer not null default 1;
