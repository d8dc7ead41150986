#!/bin/sh
# release/walk/consumer.sh: a stranger's project embeds the library: the artefacts are produced as for Maven Central, into
# a folder; then a project without a parent is built against them from an empty local repository, with the examples of
# docs/embedding.md as its sources, and run.
set -eu
root=$(CDPATH= cd -- "$(dirname -- "$0")/../.." && pwd -P)
. "$root/.mvn/find-jdk.sh"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
version=$(sed -n 's|^  <version>\(.*\)</version>$|\1|p' "$root/pom.xml")

"$root/build" -q -Dquick -Prelease -pl core -am deploy "-DaltDeploymentRepository=produced::file://$work/produced"
for kind in '' -sources -javadoc; do
  jar=$(ls "$work"/produced/org/whybounce/whybounce-core/"$version"/whybounce-core-*"$kind".jar | head -n 1)
  [ -s "$jar" ] && [ -s "$jar.sha1" ] || { echo "no jar$kind was produced" >&2; exit 1; }
done
"$JAVA_HOME/bin/jar" -tf "$(ls "$work"/produced/org/whybounce/whybounce-core/"$version"/whybounce-core-*.jar |
  grep -v -e -sources -e -javadoc)" | grep -c -x -e META-INF/LICENSE -e META-INF/NOTICE | grep -q -x 2 ||
  { echo "the jar has no licence in it" >&2; exit 1; }

cp -R "$root/release/walk/consumer" "$work/consumer"
awk -v into="$work/consumer/src/main/java/" '
  /^```java$/ { inside = 1; text = ""; name = ""; next }
  /^```$/ && inside { inside = 0; printf "%s", text > (into name ".java"); next }
  inside { text = text $0 "\n"
    if (match($0, /^public (final class|record) [A-Za-z]+/)) { n = split(substr($0, RSTART, RLENGTH), words, " "); name = words[n] } }
' "$root/docs/embedding.md"
said=$(cd "$work/consumer" && "$root/build" -q -Dquick -f "$work/consumer/pom.xml" "-Dmaven.repo.local=$work/repository" \
  "-Dproduced=file://$work/produced" "-Dwhybounce.version=$version" compile exec:java)
printf '%s\n' "$said"
printf '%s\n' "$said" | grep -q '^example.org TXT \[v=spf1 .*include:mail.zendesk.com -all\]$' || { echo "not the expected answer" >&2; exit 1; }
[ ! -e "$HOME/.m2/repository/org/whybounce/whybounce-core/$version" ] || echo "note: the user's own repository holds the library too; it was not used"
echo "ok   a project of its own, built from an empty repository, runs the five examples"
