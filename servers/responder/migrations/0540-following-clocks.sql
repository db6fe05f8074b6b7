-- Clocks that follow a notice: what others did about it started them (an order, a removal notice, a decision).
create table notice_follow (
  notice text not null references notice (id) on delete cascade,
  family text not null,
  -- The version of the law that it was started under.
  pin jsonb not null,
  -- The last instant at which it is safe to act, as far as there is one.
  act_by timestamptz,
  closed boolean not null,
  primary key (notice, family)
);
create index on notice_follow (act_by) where not closed;
