-- A bank of harmless pictures silences every bank, or those that are named.
alter table bank add column silences_all boolean not null default true;
create table bank_silence (
  bank text not null references bank (name) on update cascade on delete cascade,
  silenced text not null references bank (name) on update cascade on delete cascade,
  primary key (bank, silenced)
);
