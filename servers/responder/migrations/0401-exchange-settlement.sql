-- Who ended the suspension of an entry of the exchange, and how. Ids and times alone.
create table exchange_settlement (
  entry text not null,
  settlement text not null check (settlement in ('restore', 'withdraw')),
  staff text not null,
  at timestamptz not null
);
