-- A site that asks again about an upload gets the review that is open.
create index on review_job (item);
