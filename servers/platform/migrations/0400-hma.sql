-- Set by a curator here: what an exchange delivers again does not change it.
alter table bank_content add column set_here boolean not null default false;
-- Deleted here while its exchange still has it: hidden and never matching, so that a new delivery finds it deleted.
alter table bank_content add column removed_here boolean not null default false;

-- The part of look-ups that a signal type takes part in.
create table signal_type (
  name text primary key check (name in ('pdq', 'video_md5')),
  enabled_ratio double precision not null default 1 check (enabled_ratio between 0 and 1)
);
insert into signal_type (name) values ('pdq'), ('video_md5');

-- Every call of a curator: who, what, which; never a hash.
create table curate_event (
  id bigint generated always as identity primary key,
  at timestamptz not null,
  caller text not null,
  act text not null check (act in ('bank.made', 'bank.changed', 'bank.dropped', 'content.added', 'content.changed',
    'content.dropped', 'type.changed')),
  bank text,
  content bigint
);
