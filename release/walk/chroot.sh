#!/bin/sh
# release/walk/chroot.sh [DIST]: walks through what ./build dist made as somebody would who has just downloaded it: an
# ordinary user on a system that holds a shell, the C library and nothing of ours. Needs root, for chroot alone.
#   .tar.gz and .zip   with a Java of the system; without one, the one line that says how to get it
#   image and .deb     without any Java; the .deb by dpkg, and removed again without a trace
# Each explains the README's bounce, and the answer is compared with the README's.
set -eu
root=$(CDPATH= cd -- "$(dirname -- "$0")/../.." && pwd -P)
dist=$(CDPATH= cd -- "${1:-$root/target/dist}" && pwd -P)
[ "$(id -u)" = 0 ] || { echo "this walk needs root, for chroot" >&2; exit 2; }
. "$root/.mvn/find-jdk.sh"
world=$(mktemp -d)
# What is mounted is let go first, and nothing of another file system is ever removed.
trap 'umount "$world/proc" 2>/dev/null || true; rm -rf --one-file-system "$world"' EXIT
chmod 755 "$world"

# A system by hand: these programs with the libraries that they name, and two that Java opens by itself.
mkdir -p "$world/proc" "$world/bin" "$world/tmp" "$world/home/user" "$world/etc" "$world/opt" "$world/dev" "$world/usr"
ln -s ../bin "$world/usr/bin"
# Java finds its own libraries by it.
mount -t proc proc "$world/proc"
chmod 1777 "$world/tmp"
chown 4321:4321 "$world/home/user"
printf 'user:x:4321:4321::/home/user:/bin/sh\n' > "$world/etc/passwd"
: > "$world/dev/null"
chmod 666 "$world/dev/null"
with_libraries() {
  ldd "$1" 2>/dev/null | sed -n 's/.*=> \(\/[^ ]*\) .*/\1/p; s/^[[:space:]]*\(\/[^ ]*\) .*/\1/p' | while read -r library; do
    mkdir -p "$world${library%/*}"
    cp -Ln "$library" "$world$library"
  done
}
for program in sh readlink ls head; do
  cp -L "$(command -v "$program")" "$world/bin/$program"
  with_libraries "$(command -v "$program")"
done
for library in libz.so.1 libm.so.6 libdl.so.2 libpthread.so.0 librt.so.1 libnss_files.so.2; do
  found=$(ldconfig -p | sed -n "s|.*$library .*=> ||p" | head -n 1)
  if [ -n "$found" ]; then mkdir -p "$world${found%/*}"; cp -Ln "$found" "$world$found"; fi
done

as_user() { chroot --userspec=4321:4321 "$world" /bin/sh -c "cd /home/user && PATH=/bin HOME=/home/user $1"; }
said=$(sed -n '/^SPF refused this mail/,/^Publish at/p' "$root/README.md" | head -n 1)
walked=0
explains() { # NAME HOME COMMAND
  answer=$(as_user "$3 explain --zone $2/examples/new-sending-service/zone.txt $2/examples/new-sending-service/bounce.eml" 2>&1) && status=0 || status=$?
  first=$(printf '%s\n' "$answer" | head -n 1)
  if [ "$status" = 1 ] && [ "$first" = "$said" ] && printf '%s\n' "$answer" | grep -q '^ + v=spf1 .*zendesk.* -all$'; then
    echo "ok   $1"
    walked=$((walked + 1))
  else
    echo "FAIL $1: status $status: $answer" >&2
    exit 1
  fi
}

for archive in "$dist"/whybounce-*.tar.gz "$dist"/whybounce-*.zip; do
  case $archive in *-image-*) continue ;; esac
  rm -rf "$world"/opt/*
  case $archive in
    *.zip) (cd "$world/opt" && { unzip -q "$archive" 2>/dev/null || { "$JAVA_HOME/bin/jar" -xf "$archive" && chmod 755 whybounce-*/bin/whybounce; }; }) ;;
    *) tar -xzf "$archive" -C "$world/opt" ;;
  esac
  home=$(cd "$world" && echo opt/whybounce-*)
  if as_user "/$home/bin/whybounce code 5.7.1" >/dev/null 2>"$world/tmp/said"; then echo "FAIL: it ran without Java" >&2; exit 1; fi
  [ "$(grep -c 'needs Java 25' "$world/tmp/said")" = 1 ] || { cat "$world/tmp/said" >&2; exit 1; }
  cp -al "$JAVA_HOME" "$world/opt/java" 2>/dev/null || cp -a "$JAVA_HOME" "$world/opt/java"
  explains "${archive##*/}" "/$home" "JAVA_HOME=/opt/java /$home/bin/whybounce"
done

rm -rf "$world"/opt/*
for image in "$dist"/whybounce-*-image-*.tar.gz; do
  [ -f "$image" ] || continue
  tar -xzf "$image" -C "$world/opt"
  home=$(cd "$world" && echo opt/whybounce-*)
  explains "${image##*/}" "/$home" "/$home/bin/whybounce"
  rm -rf "$world"/opt/*
done

if command -v dpkg >/dev/null 2>&1 && ls "$dist"/*.deb >/dev/null 2>&1; then
  mkdir -p "$world/var/lib/dpkg/info" "$world/var/lib/dpkg/updates"
  : > "$world/var/lib/dpkg/status"
  dpkg --root="$world" --force-depends --force-script-chrootless -i "$dist"/*.deb >/dev/null 2>"$world/tmp/said" || { cat "$world/tmp/said" >&2; exit 1; }
  explains ".deb" /opt/whybounce "whybounce"
  dpkg --root="$world" -r whybounce >/dev/null 2>&1
  if [ -e "$world/opt/whybounce" ] || [ -e "$world/bin/whybounce" ]; then echo "FAIL: removing the .deb leaves something" >&2; exit 1; fi
  echo "ok   .deb removed"
fi
[ ! -f "$dist/SHA256SUMS" ] || (cd "$dist" && sha256sum --quiet -c SHA256SUMS) && echo "ok   SHA256SUMS"
echo "$walked walks, each as in the README"
