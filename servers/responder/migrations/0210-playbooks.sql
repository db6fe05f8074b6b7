-- When somebody of this installation tried how a platform or authority takes notices. The shipped registry has days of
-- its own; the newer one counts.
create table playbook_check (
  addressee text not null,
  checked_on date not null,
  checked_by text not null,
  primary key (addressee, checked_on)
);
