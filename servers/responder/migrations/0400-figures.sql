-- What is counted for the public while a month runs: one row for each, with no case, no notice, no link and no day.
create table figure_tally (
  month text not null check (month ~ '^\d{4}-\d{2}$'),
  figure text not null,
  part text not null,
  hours integer check (hours >= 0)
);
create index on figure_tally (month);

-- A month that is over, as it may be told. Its tallies are deleted with this: small counts are kept nowhere.
create table figure_month (
  month text primary key check (month ~ '^\d{4}-\d{2}$'),
  told jsonb not null
);
