#!/bin/sh
# release/walk/twice.sh: the last commit is built into a release twice, in folders of different names and depths, under
# different file masks, time zones and languages, one after the other; what was made is compared byte by byte.
# What is expected:
#   the same bytes        archive, zip, bill of materials, and with them every jar of ours
#   the same but for ...  image and .deb: their start caches (*.aot) hold addresses of the run that made them, so each is
#                         unpacked and compared without them, and the .deb without its size, which counts them
set -eu
root=$(CDPATH= cd -- "$(dirname -- "$0")/../.." && pwd -P)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
made() { # FOLDER MASK ZONE LANGUAGE
  # shellcheck disable=SC3028
  (umask "$2" && git clone -q --no-hardlinks "$root" "$1" && TZ=$3 LC_ALL=$4 LANG=$4 "$1/build" dist >"$work/said" 2>&1) ||
    { tail -n 20 "$work/said" >&2; exit 1; }
}
made "$work/one" 022 UTC C
made "$work/another place/deeper" 077 Pacific/Auckland C.UTF-8
first="$work/one/target/dist"
second="$work/another place/deeper/target/dist"
different=0
unpacked() { # FILE FOLDER
  mkdir -p "$2"
  case $1 in
    *.deb) dpkg-deb -R "$1" "$2" && sed -i '/^Installed-Size:/d' "$2/DEBIAN/control" ;;
    *) tar -xzf "$1" -C "$2" ;;
  esac
  find "$2" -name '*.aot' -exec rm -f {} +
  # Owners, modes and times count as well as the bytes.
  (cd "$2" && find . -printf '%p %m %T@ %l\n' | grep -v -e '^\. ' -e '^./DEBIAN' | sort > "$2.list")
}
[ "$(ls "$first")" = "$(ls "$second")" ] || { echo "FAIL: not the same files" >&2; exit 1; }
for file in "$first"/*; do
  name=${file##*/}
  if cmp -s "$file" "$second/$name"; then echo "same bytes           $name"; continue; fi
  case $name in
    SHA256SUMS) continue ;;
    *-image-* | *.deb)
      unpacked "$file" "$work/a"
      unpacked "$second/$name" "$work/b"
      if diff -r "$work/a" "$work/b" >"$work/said" && diff "$work/a.list" "$work/b.list" >>"$work/said"; then
        echo "same but for caches  $name"
      else
        echo "DIFFERENT            $name" && head -n 10 "$work/said"
        different=1
      fi
      rm -rf "$work/a" "$work/b"
      ;;
    *)
      echo "DIFFERENT            $name"
      different=1
      ;;
  esac
done
exit $different
