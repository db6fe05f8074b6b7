#!/bin/sh
# Fills in the template from the environment, checks it, and runs nginx in the foreground.
set -eu
export UPSTREAM=${UPSTREAM:-127.0.0.1} SURVIVOR_PORT=${SURVIVOR_PORT:-4100} CONSOLE_PORT=${CONSOLE_PORT:-4101} \
  EXCHANGE_PORT=${EXCHANGE_PORT:-4102} TLS_PORT=${TLS_PORT:-443} HTTP_PORT=${HTTP_PORT:-80} \
  CERTIFICATES=${CERTIFICATES:-/etc/amaan/certificates} MODULES=${MODULES:-/usr/lib/nginx/modules} \
  RUN=${RUN:-/tmp} TEMPLATE=${TEMPLATE:-/etc/amaan/amaan.conf.template}
envsubst '$UPSTREAM $SURVIVOR_HOST $CONSOLE_HOST $EXCHANGE_HOST $SURVIVOR_PORT $CONSOLE_PORT $EXCHANGE_PORT
  $TLS_PORT $HTTP_PORT $CERTIFICATES $MODULES $RUN' < "$TEMPLATE" > "$RUN/amaan-nginx.conf"
nginx -t -q -e /dev/null -c "$RUN/amaan-nginx.conf"
exec nginx -e /dev/null -c "$RUN/amaan-nginx.conf" -g 'daemon off;'
