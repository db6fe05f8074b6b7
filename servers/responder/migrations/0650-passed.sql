-- Two people also pass what waits where a declaration stands: nothing is confirmed by that.
alter table case_approval drop constraint case_approval_kind_check;
alter table case_approval add constraint case_approval_kind_check
  check (kind in ('colleague', 'organisation', 'export', 'candidate', 'corroborated', 'refused', 'passed'));
