-- Tasks and referrals are sealed items of a case; who, when and how they stand is in the ledger.
alter table case_item drop constraint case_item_kind_check;
alter table case_item add constraint case_item_kind_check
  check (kind in ('story', 'links', 'contact', 'message', 'exhibit', 'task', 'referral'));

-- What two people must agree to. The grant is sealed to the one who is to get the case, and waits here until then.
create table case_approval (
  id text primary key check (id ~ '^[0-9a-f]{32}$'),
  case_id text not null references case_file (id),
  kind text not null check (kind in ('colleague', 'organisation', 'export')),
  recipient text not null,
  sealed bytea not null,
  asked_by text not null,
  asked_at timestamptz not null,
  approved_by text,
  check (approved_by is null or approved_by <> asked_by)
);
create index on case_approval (case_id);
