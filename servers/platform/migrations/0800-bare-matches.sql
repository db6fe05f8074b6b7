-- How many banked contents a key may meet in a day with hashes alone, for a site that makes its hashes itself; null: the
-- installation's figure, 0: any number. And until when its hashes without a file rest: it stays when that time is over,
-- until an administrator has looked.
alter table platform_key add column bare_matches integer check (bare_matches >= 0);
alter table platform_key add column rests_until timestamptz;
alter table curate_event drop constraint curate_event_act_check;
alter table curate_event add constraint curate_event_act_check check (act in ('bank.made', 'bank.changed', 'bank.dropped',
  'content.added', 'content.changed', 'content.dropped', 'type.changed', 'exchange.made', 'exchange.changed',
  'exchange.ended', 'key.made', 'key.revoked', 'signal.kept', 'signal.restored', 'signal.removed', 'rule.proposed',
  'rule.refused', 'account.proposed', 'account.agreed', 'account.ended', 'key.stopped', 'key.resumed', 'key.rested',
  'key.changed'));
