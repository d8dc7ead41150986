#!/bin/sh
# ./build dist: what a release consists of, in target/dist. Called by ./build, with JAVA_HOME set and the jars built.
#   whybounce-VERSION.tar.gz, .zip      for any system with Java 25
#   whybounce-VERSION-image-ARCH.tar.gz its own Java inside, with a start cache for each group of commands
#   whybounce_VERSION_ARCH.deb          the image for Debian and Ubuntu, where dpkg-deb is at hand
#   whybounce-VERSION-sbom.json         every library in it with its licence and checksums, in the CycloneDX form
#   SHA256SUMS                          and SHA256SUMS.asc where WHYBOUNCE_SIGN names a key of gpg
# The same commit and JDK give the same bytes, but for the start caches, which stand only in the image and the .deb.
set -eu
root=$1 version=$2
out="$root/target/dist"
stage="$root/target/stage"
epoch=$(git -C "$root" log -1 --format=%ct 2>/dev/null || echo 1767225600)
export SOURCE_DATE_EPOCH="$epoch" TZ=UTC LC_ALL=C
umask 022
rm -rf "$out" "$stage"
mkdir -p "$out" "$stage"

pack() { # FOLDER FILE: one owner, one time, one order
  tar --sort=name --mtime="@$epoch" --owner=0 --group=0 --numeric-owner -C "$stage" -cf - "$1" | gzip -9n > "$out/$2"
}

zipped() { # FOLDER FILE: the same; a zip has no owners, and keeps who may run a file where zip is at hand
  if command -v zip >/dev/null 2>&1; then
    (cd "$stage" && find "$1" -type f | sort | zip -q -X -9 -@ "$out/$2")
  else
    (cd "$stage" && find "$1" -type f | sort > "$stage/files" &&
      "$JAVA_HOME/bin/jar" --create --no-manifest --date="$(date -u -d "@$epoch" +%Y-%m-%dT%H:%M:%SZ)" --file "$out/$2" "@$stage/files")
  fi
}

name="whybounce-$version"
home="$stage/$name"
mkdir -p "$home/bin" "$home/lib" "$home/share"
cp "$root/release/dist/launch.sh" "$home/bin/whybounce"
cp "$root/release/dist/launch.cmd" "$home/bin/whybounce.cmd"
chmod 755 "$home/bin/whybounce"
# The jars name each other by lib/; here all lie side by side.
mkdir -p "$home/lib/lib"
cp "$root/cli/target/whybounce-cli.jar" "$root/web/target/whybounce-web.jar" "$home/lib/"
cp "$root"/cli/target/lib/*.jar "$home/lib/lib/"
cp "$root"/web/target/lib/*.jar "$home/lib/lib/"
cp "$root/LICENSE" "$root/NOTICE" "$root/README.md" "$root/CHANGELOG.md" "$home/"
cp -R "$root/examples" "$home/examples"
"$JAVA_HOME/bin/java" -cp "$home/lib/whybounce-cli.jar" org.whybounce.cli.Manual "$home/share/man/man1"
for shell in bash zsh fish; do
  "$JAVA_HOME/bin/java" -jar "$home/lib/whybounce-cli.jar" completions $shell > "$home/share/whybounce.$shell"
done
# Modes come from the file mask under which the checkout was made and built; everybody may read what is published.
chmod -R u=rwX,go=rX "$home"
find "$home" -exec touch -h -d "@$epoch" {} +
pack "$name" "$name.tar.gz"
zipped "$name" "$name.zip"
cp "$root/target/bom.json" "$out/$name-sbom.json"

image="$name-image-$(uname -m)"
mv "$home" "$stage/$image"
home="$stage/$image"
"$JAVA_HOME/bin/jlink" --add-modules java.base,java.compiler,java.desktop,java.logging,java.management,java.naming,java.net.http,java.security.jgss,java.sql,java.transaction.xa,java.xml,jdk.crypto.ec,jdk.unsupported,jdk.zipfs,jdk.jfr \
  --strip-debug --no-header-files --no-man-pages --compress zip-0 --output "$home/runtime"
find "$home" -exec touch -h -d "@$epoch" {} +
for group in short explain headers check; do
  commands=$group; [ $group != short ] || commands="spf code"
  "$home/runtime/bin/java" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -XX:+UnlockDiagnosticVMOptions -XX:-AOTRecordTraining \
    -XX:AOTCacheOutput="$home/lib/$group.aot" -cp "$home/lib/whybounce-cli.jar" org.whybounce.cli.Training \
    "$home/examples" $commands >/dev/null 2>&1 </dev/null
done
chmod -R u=rwX,go=rX "$home"
find "$home/lib" -exec touch -h -d "@$epoch" {} +
pack "$image" "$image.tar.gz"

if command -v dpkg-deb >/dev/null 2>&1; then
  arch=$(dpkg --print-architecture)
  debian=$(printf %s "$version" | sed 's/-SNAPSHOT/~snapshot/')
  deb="$stage/deb"
  mkdir -p "$deb/DEBIAN" "$deb/opt" "$deb/usr/bin" "$deb/usr/share/man/man1" "$deb/usr/share/doc/whybounce" \
    "$deb/usr/share/bash-completion/completions" "$deb/usr/share/zsh/vendor-completions" "$deb/usr/share/fish/vendor_completions.d"
  mv "$home" "$deb/opt/whybounce"
  ln -s ../../opt/whybounce/bin/whybounce "$deb/usr/bin/whybounce"
  cp "$deb/opt/whybounce/share/whybounce.bash" "$deb/usr/share/bash-completion/completions/whybounce"
  cp "$deb/opt/whybounce/share/whybounce.zsh" "$deb/usr/share/zsh/vendor-completions/_whybounce"
  cp "$deb/opt/whybounce/share/whybounce.fish" "$deb/usr/share/fish/vendor_completions.d/whybounce.fish"
  for page in "$deb"/opt/whybounce/share/man/man1/*.1; do gzip -9n < "$page" > "$deb/usr/share/man/man1/${page##*/}.gz"; done
  cp "$root/NOTICE" "$deb/usr/share/doc/whybounce/copyright"
  cat > "$deb/DEBIAN/control" <<CONTROL
Package: whybounce
Version: $debian
Architecture: $arch
Maintainer: The whybounce authors <whybounce@whybounce.org>
Depends: libc6, zlib1g
Section: mail
Priority: optional
Homepage: https://whybounce.org
Installed-Size: $(du -sk "$deb/opt" | cut -f1)
Description: says why a mail bounced, and the change that fixes it, proven
 Give it a bounce, a refused line, a log line or a mail's headers: it names the
 cause, whose side it is, and the exact DNS record, proven before it is printed.
CONTROL
  chmod -R u=rwX,go=rX "$deb"
  find "$deb" -exec touch -h -d "@$epoch" {} +
  dpkg-deb --root-owner-group -Zgzip --build "$deb" "$out/whybounce_${debian}_$arch.deb" >/dev/null
fi

rm -rf "$stage"
(cd "$out" && sha256sum -- * > SHA256SUMS)
if [ -n "${WHYBOUNCE_SIGN:-}" ]; then gpg --armor --detach-sign --local-user "$WHYBOUNCE_SIGN" "$out/SHA256SUMS"; fi
ls -l "$out"
