-- Changes of a bank's rules: who wanted them, who agreed, what they were. Public without the people.
create table rule_change (
  id text primary key check (id ~ '^[0-9a-f]{32}$'),
  bank text not null,
  -- What was asked for, as the API takes it, and the rules before and after it.
  wanted jsonb not null,
  before jsonb,
  after jsonb,
  -- A key's id; null: the command line.
  proposed_by text,
  proposed_at timestamptz not null,
  agreed_by text,
  state text not null check (state in ('waiting', 'made', 'refused')),
  settled_at timestamptz,
  check ((state = 'waiting') = (settled_at is null)),
  check (agreed_by is null or agreed_by <> proposed_by)
);
create unique index on rule_change (bank) where state = 'waiting';

alter table curate_event drop constraint curate_event_act_check;
alter table curate_event add constraint curate_event_act_check check (act in ('bank.made', 'bank.changed', 'bank.dropped',
  'content.added', 'content.changed', 'content.dropped', 'type.changed', 'exchange.made', 'exchange.changed',
  'exchange.ended', 'key.made', 'key.revoked', 'signal.kept', 'signal.restored', 'signal.removed', 'rule.proposed',
  'rule.refused'));
