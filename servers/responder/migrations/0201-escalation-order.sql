-- Next steps are read in the order in which the law names them.
alter table notice_escalation add column place integer not null default 0;
