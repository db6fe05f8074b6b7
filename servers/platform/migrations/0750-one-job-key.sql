-- A key may open one review job alone: for a person from outside, when everybody here took part in it before.
alter table platform_key add column job text references review_job (id);
