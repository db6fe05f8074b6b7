-- A key may have a limit of its own, and operators see the day on which it was last used; never the hour.
alter table platform_key add column per_second integer check (per_second between 1 and 1000000);
alter table platform_key add column last_used date;
alter table curate_event drop constraint curate_event_act_check;
alter table curate_event add constraint curate_event_act_check check (act in ('bank.made', 'bank.changed', 'bank.dropped',
  'content.added', 'content.changed', 'content.dropped', 'type.changed', 'exchange.made', 'exchange.changed',
  'exchange.ended', 'key.made', 'key.revoked'));
