-- Stretches of an exchange's time that could not be read. They are asked for again until they can be.
create table exchange_gap (
  source text not null references exchange_source (name),
  -- From this second on, up to and without the other.
  second bigint not null,
  until bigint not null,
  asked_at timestamptz not null,
  primary key (source, second)
);
