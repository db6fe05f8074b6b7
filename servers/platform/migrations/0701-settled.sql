-- What a person decided about a signal that others suspended: it rests on, or what they said counts no more.
create table settled_signal (
  content bigint primary key references bank_content (id) on delete cascade,
  settlement text not null check (settlement in ('keep', 'restore')),
  reason text not null,
  -- The parties whose opinions were weighed. Only others can suspend a restored signal again.
  heard text[] not null,
  at timestamptz not null
);

-- The opinions that count: not those that a person weighed who then let the signal suggest again.
create view counted_opinion as
  select o.content, o.party, o.value from bank_opinion o
  where o.value <> 'NotBlocked' or not exists (
    select 1 from settled_signal s where s.content = o.content and s.settlement = 'restore' and o.party = any(s.heard));

alter table curate_event add column reason text;
alter table curate_event drop constraint curate_event_act_check;
alter table curate_event add constraint curate_event_act_check check (act in ('bank.made', 'bank.changed', 'bank.dropped',
  'content.added', 'content.changed', 'content.dropped', 'type.changed', 'exchange.made', 'exchange.changed',
  'exchange.ended', 'key.made', 'key.revoked', 'signal.kept', 'signal.restored', 'signal.removed'));
