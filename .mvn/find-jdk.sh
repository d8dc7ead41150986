# Sourced by ./build and ./whybounce: sets and exports JAVA_HOME to a JDK 25 or newer, or ends with status 2.
# The newest wins only among candidates of the same place; JAVA_HOME, if it fits, always wins.
jdk_fits() {
  [ -n "$1" ] && [ -x "$1/bin/java" ] && [ -x "$1/bin/javac" ] && [ -r "$1/release" ] || return 1
  jdk_major=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release")
  [ -n "$jdk_major" ] && [ "$jdk_major" -ge 25 ]
}
find_jdk() {
  if jdk_fits "${JAVA_HOME:-}"; then printf '%s\n' "$JAVA_HOME"; return 0; fi
  if command -v javac >/dev/null 2>&1; then
    jdk_found=$(command -v javac)
    while [ -L "$jdk_found" ]; do
      jdk_link=$(readlink "$jdk_found")
      case "$jdk_link" in /*) jdk_found=$jdk_link ;; *) jdk_found=$(dirname "$jdk_found")/$jdk_link ;; esac
    done
    jdk_found=$(dirname "$(dirname "$jdk_found")")
    if jdk_fits "$jdk_found"; then printf '%s\n' "$jdk_found"; return 0; fi
  fi
  for jdk_found in /usr/lib/jvm/* /usr/java/* /opt/java/* /opt/jdk* "${HOME:-}"/.jdks/* "${HOME:-}"/.sdkman/candidates/java/* \
      /Library/Java/JavaVirtualMachines/*/Contents/Home "${HOME:-}"/Library/Java/JavaVirtualMachines/*/Contents/Home \
      /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home /usr/local/opt/openjdk*/libexec/openjdk.jdk/Contents/Home; do
    if jdk_fits "$jdk_found"; then printf '%s\n' "$jdk_found"; return 0; fi
  done
  return 1
}
JAVA_HOME=$(find_jdk) || {
  echo "whybounce needs a JDK 25 or newer and found none: apt install openjdk-25-jdk (Debian, Ubuntu), dnf install java-25-openjdk-devel (Fedora), brew install openjdk@25 (macOS), winget install EclipseAdoptium.Temurin.25.JDK (Windows), or set JAVA_HOME to one." >&2
  exit 2
}
export JAVA_HOME
