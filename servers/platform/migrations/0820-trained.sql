-- Who is trained to hold what may show a minor (minors, T5). Nobody is, until an administrator says so.
alter table platform_key add column trained boolean not null default false
  check (not trained or 'review' = any(roles));

-- The one list of acts stands in the code that writes them.
alter table curate_event drop constraint curate_event_act_check;
alter table curate_event add constraint curate_event_act_check check (act ~ '^[a-z]+[.][a-z]+$');
