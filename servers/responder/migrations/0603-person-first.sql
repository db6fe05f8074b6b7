-- Her page saw a cue of custody, divorce or an officer: nothing is shared before two people have passed it.
alter table case_file add column person_first boolean not null default false;
