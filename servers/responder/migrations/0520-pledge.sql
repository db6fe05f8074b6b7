-- What each member of staff signed about keeping still; kept after they have left.
create table staff_pledge (
  staff_id text not null references staff_member (id),
  version integer not null,
  lang text not null check (lang in ('en', 'ur')),
  day date not null,
  sig bytea not null check (octet_length(sig) = 64),
  primary key (staff_id, version, day)
);
