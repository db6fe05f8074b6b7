-- Withdrawals because of a minor: what was had is deleted, and the exchange gets a signed proof. It holds no hash.
create table purge_proof (
  source text not null references exchange_source (name),
  remote text not null,
  purged_at timestamptz not null,
  sent_at timestamptz,
  primary key (source, remote)
);
-- What the exchange calls itself on its signed pages.
alter table exchange_source add column exchange text;
