-- The site's own name of the account behind a held upload, only as long as the review or an objection may need it.
create table upload_account (
  job text primary key references review_job (id),
  account text not null,
  at timestamptz not null
);
create index on upload_account (at);

-- An account of the person shown, for one picture: her own posts of it are not held. It holds when two people agreed.
create table own_account (
  id text primary key check (id ~ '^[0-9a-f]{32}$'),
  account text not null,
  content bigint not null references bank_content (id) on delete cascade,
  proposed_by text not null,
  proposed_at timestamptz not null,
  agreed_by text,
  until timestamptz,
  passes integer not null default 0,
  unique (account, content),
  check ((agreed_by is null) = (until is null)),
  check (agreed_by <> proposed_by)
);

alter table curate_event drop constraint curate_event_act_check;
alter table curate_event add constraint curate_event_act_check check (act in ('bank.made', 'bank.changed', 'bank.dropped',
  'content.added', 'content.changed', 'content.dropped', 'type.changed', 'exchange.made', 'exchange.changed',
  'exchange.ended', 'key.made', 'key.revoked', 'signal.kept', 'signal.restored', 'signal.removed', 'rule.proposed',
  'rule.refused', 'account.proposed', 'account.agreed', 'account.ended'));
