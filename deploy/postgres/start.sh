#!/bin/sh
# Makes the cluster and the role on the first start, then runs PostgreSQL so that it logs nobody's words.
# POSTGRES_PASSWORD is the role's password, used at the first start alone; DATA, BIN, PORT and LISTEN may be set.
set -eu
DATA=${DATA:-/var/lib/amaan-postgres/data}
BIN=${BIN:-/usr/lib/postgresql/15/bin}
LISTEN=${LISTEN:-*}
if [ ! -s "$DATA/PG_VERSION" ]; then
  umask 077
  file=$(mktemp)
  printf '%s\n' "$POSTGRES_PASSWORD" > "$file"
  "$BIN/initdb" -D "$DATA" -U amaan --pwfile="$file" --auth=scram-sha-256 -E UTF8 --locale=C
  printf 'local all all scram-sha-256\nhost all all all scram-sha-256\n' > "$DATA/pg_hba.conf"
  echo 'create database amaan' | "$BIN/postgres" --single -D "$DATA" postgres
  rm "$file"
fi
unset POSTGRES_PASSWORD
exec "$BIN/postgres" -D "$DATA" -p "${PORT:-5432}" -k "${SOCKETS:-/tmp}" \
  -c "listen_addresses=$LISTEN" \
  -c log_statement=none -c log_min_duration_statement=-1 -c log_connections=off -c log_disconnections=off \
  -c log_min_error_statement=panic -c log_error_verbosity=terse -c log_parameter_max_length_on_error=0
