-- How a signal that waits to be shared compared with the operator's list of widely published pictures. Null: not yet, with
-- the list of this start; `waits`: it is one of them, until two people have passed it.
alter table case_signal add column published text check (published in ('no', 'waits', 'passed'));
