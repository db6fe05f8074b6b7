-- What no record keeps and the public figures need, counted for each month.
create table month_count (
  month text not null check (month ~ '^\d{4}-\d{2}$'),
  name text not null check (name in ('compared', 'withdrawn')),
  count bigint not null check (count >= 0),
  primary key (month, name)
);
