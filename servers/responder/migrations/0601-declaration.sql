-- Two people also take a declaration on: then there is a reason and nobody that anything is sealed to.
alter table case_approval drop constraint case_approval_kind_check;
alter table case_approval add constraint case_approval_kind_check
  check (kind in ('colleague', 'organisation', 'export', 'candidate', 'corroborated', 'refused'));
alter table case_approval alter column recipient drop not null;
alter table case_approval alter column sealed drop not null;
alter table case_approval add column reason text;
alter table case_approval add constraint case_approval_what check (
  case when kind in ('colleague', 'organisation', 'export') then recipient is not null and sealed is not null and reason is null
    else recipient is null and sealed is null and reason is not null end);
-- It rests because the declaration of its case is on hold, until that is decided.
alter table exchange_entry add column with_declaration boolean not null default false;
