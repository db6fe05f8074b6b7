-- When the last page was stored: the age of the checkpoint. `fetched_at` is when everything there was had been fetched.
alter table exchange_source add column page_at timestamptz;
update exchange_source set page_at = fetched_at;
