-- Rule `aligned` compares with a bank's records of views where its policy says so.
alter table bank add column aligned boolean not null default false;
