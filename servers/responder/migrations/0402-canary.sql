-- Canaries: entries that no case and no partner gave, each served to one partner alone. Seen elsewhere, it names the leak.
alter table exchange_entry add column canary boolean not null default false check (not canary or partner is not null);
alter table exchange_hash add column canary text references exchange_partner (code);
create index on exchange_hash (canary) where canary is not null;

create table exchange_leak (
  -- Whose list it is from, and who or what showed it: a partner's code, or where an operator found it.
  partner text not null references exchange_partner (code),
  seen text not null,
  at timestamptz not null,
  primary key (partner, seen)
);
