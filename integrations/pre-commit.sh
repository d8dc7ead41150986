#!/bin/sh
# Checks the domains of domains.txt (or of WHYBOUNCE_DOMAINS) against the zone files that are committed.
set -eu
home=$(CDPATH= cd -- "$(dirname -- "$0")/.." && pwd -P)
names=${WHYBOUNCE_DOMAINS:-domains.txt}
count=$#
while [ "$count" -gt 0 ]; do
  zone=$1
  shift
  set -- "$@" --zone "$zone"
  count=$((count - 1))
done
exec "$home/whybounce" check - "$@" --only error --sort harm < "$names"
