-- Entries of lists that an operator imported, by a keyed digest of their name there.
create table bank_import (
  bank text not null references bank (name) on update cascade on delete cascade,
  key bytea not null check (octet_length(key) = 16),
  content bigint not null references bank_content (id) on delete cascade,
  primary key (bank, key)
);
create index on bank_import (content);

-- Banks never mix: signals of adults and of minors do not stand in one bank. Null until the first of them comes.
alter table bank add column age text check (age in ('adult', 'minor'));
update bank set age = 'adult' where name in (select bank from exchange_source);
