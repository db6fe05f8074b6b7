-- The day on which an entry came in: how much a partner submits a day, and how it ended, is its record as a source.
alter table exchange_entry add column came_on date;
