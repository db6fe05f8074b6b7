-- A key whose questions looked like probing rests until an administrator has looked.
alter table platform_key add column stopped_at timestamptz;

alter table curate_event drop constraint curate_event_act_check;
alter table curate_event add constraint curate_event_act_check check (act in ('bank.made', 'bank.changed', 'bank.dropped',
  'content.added', 'content.changed', 'content.dropped', 'type.changed', 'exchange.made', 'exchange.changed',
  'exchange.ended', 'key.made', 'key.revoked', 'signal.kept', 'signal.restored', 'signal.removed', 'rule.proposed',
  'rule.refused', 'account.proposed', 'account.agreed', 'account.ended', 'key.stopped', 'key.resumed'));
