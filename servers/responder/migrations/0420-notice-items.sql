-- The exact text of a notice, sealed to the story, under the notice's own id; and which links it lists, sealed to the links.
alter table case_item drop constraint case_item_kind_check;
alter table case_item add constraint case_item_kind_check
  check (kind in ('story', 'links', 'contact', 'message', 'exhibit', 'task', 'referral', 'notice', 'places'));
