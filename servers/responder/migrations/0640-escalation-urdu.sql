-- What a Pakistani office is written to stands in Urdu too.
alter table notice_escalation add column body_ur text;
