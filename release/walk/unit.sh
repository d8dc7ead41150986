#!/bin/sh
# release/walk/unit.sh: holds the systemd unit to its exposure level: 1.2 of 10 by systemd-analyze. What is left is the
# network that a server needs, and memory that Java compiles to.
set -eu
root=$(CDPATH= cd -- "$(dirname -- "$0")/../.." && pwd -P)
status=0
said=$(systemd-analyze security --offline=true --no-pager --threshold=12 "$root/deploy/whybounce.service") || status=$?
printf '%s\n' "$said" | tail -n 1
exit $status
