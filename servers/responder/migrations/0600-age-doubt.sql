-- An entry that rests because somebody doubts that the person shown is an adult, and not because of opinions alone: taken
-- back, its hashes are purged with proof. What rests today without two parties' word rests for that reason.
alter table exchange_entry add column age_doubt boolean not null default false;
update exchange_entry e set age_doubt = true where state = 'suspended' and (
  select count(*) from exchange_opinion o where o.entry = e.id and o.value = 'NotBlocked'
    and (e.cleared_at is null or o.at > e.cleared_at)) < 2;
