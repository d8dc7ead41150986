#!/bin/sh
# Starts whybounce from where it was unpacked or installed. The shell alone does it; on a terminal stty is asked its width.
set -eu
self=$0
while [ -L "$self" ]; do
  link=$(readlink "$self")
  case $link in /*) self=$link ;; *) self=${self%/*}/$link ;; esac
done
case $self in */*) home=${self%/*}/.. ;; *) home=.. ;; esac
java="$home/runtime/bin/java"
if [ ! -x "$java" ]; then
  java=${JAVA_HOME:+$JAVA_HOME/bin/}java
  if ! command -v "$java" >/dev/null 2>&1; then
    echo "whybounce needs Java 25 or newer: apt install openjdk-25-jre-headless (Debian, Ubuntu), dnf install java-25-openjdk-headless (Fedora), brew install openjdk (macOS); or take the image, which brings its own." >&2
    exit 2
  fi
fi
if [ "${1:-}" = serve ]; then
  shift
  export MALLOC_ARENA_MAX="${MALLOC_ARENA_MAX:-2}"
  exec "$java" -Xmx256m -Xmn48m -XX:MinHeapFreeRatio=20 -XX:MaxHeapFreeRatio=40 -XX:+UseSerialGC \
    -XX:+ExitOnOutOfMemoryError ${WHYBOUNCE_JAVA_OPTS:-} -jar "$home/lib/whybounce-web.jar" "$@"
fi
terminal=false; [ ! -t 1 ] || terminal=true
keyboard=false; [ ! -t 0 ] || keyboard=true
errors=false; [ ! -t 2 ] || errors=true
if [ $terminal = true ] && [ -z "${COLUMNS:-}" ]; then
  COLUMNS=$(stty size <&1 2>/dev/null || true)
  COLUMNS=${COLUMNS##* }
fi
export COLUMNS="${COLUMNS:-}"
case ${1:-} in spf | code) group=short ;; explain | headers | check) group=$1 ;; *) group=none ;; esac
cache=
[ ! -f "$home/lib/$group.aot" ] || cache="-XX:AOTCache=$home/lib/$group.aot"
exec "$java" -Dwhybounce.terminal=$terminal -Dwhybounce.keyboard=$keyboard -Dwhybounce.errors.terminal=$errors \
  -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xlog:disable -Xlog:all=off ${cache:+"$cache"} \
  -jar "$home/lib/whybounce-cli.jar" "$@"
