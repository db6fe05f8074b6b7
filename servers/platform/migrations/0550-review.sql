-- A second look at removals that were picked by chance, and jobs that another person must agree to.
alter table review_job drop constraint review_job_kind_check;
alter table review_job add constraint review_job_kind_check check (kind in ('upload', 'notice', 'appeal', 'check'));
alter table review_job add column escalated boolean not null default false;
alter table review_job add column proposed boolean not null default false;
create index on review_job (decided_at) where state = 'decided';
create index on review_event (type, at);
