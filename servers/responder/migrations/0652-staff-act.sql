-- What staff did for one another that no case's ledger holds. Who it was for is kept for a week alone (screen_hour).
create table staff_act (
  staff text not null references staff_member (id),
  act text not null check (act in ('hour.given')),
  at timestamptz not null
);
