-- Whether the partner was given the entry's signals, and not only its tombstone: then it owes a proof of purge.
alter table exchange_pseudonym add column given_live boolean not null default false;
update exchange_pseudonym set given_live = true;
