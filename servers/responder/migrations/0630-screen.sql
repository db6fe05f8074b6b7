-- How long somebody was at the console, in minutes of their own day, and who gave them another hour. Kept for a week.
create table screen_day (
  person text not null,
  day date not null,
  minutes smallint not null check (minutes > 0),
  primary key (person, day)
);
create table screen_hour (
  person text not null,
  day date not null,
  given_by text not null check (given_by <> person),
  given_at timestamptz not null
);
