#!/bin/sh
# Runs ScissionLite's commands for device and edge; without a command's name in front, the arguments are those of '[[command]]'.
set -eu

# The folder above this file's, also where it is started through links.
script=$0
while [ -L "$script" ]; do
  target=$(readlink "$script")
  case $target in
    /*) script=$target ;;
    *) script=$(dirname "$script")/$target ;;
  esac
done
home=$(CDPATH='' cd "$(dirname "$script")/.." && pwd -P)
. "$home/lib/start.sh"

java=${JAVA_HOME:+$JAVA_HOME/bin/}java
command -v "$java" >/dev/null 2>&1 || {
  echo "scissionlite-[[command]]: no Java here; install a runtime of Java 17 or later, or set JAVA_HOME" >&2
  exit 1
}

case ${1:-} in
  device | edge | benchmark | link | top | conformance | rehearse | prepare-start | help | --help | -h | --version | -V) ;;
  *) set -- [[command]] "$@" ;;
esac

suit "$1"
read_version "$java"
allow_native_memory
# In the user's own folder where there is none of the system.
folder=${SCISSIONLITE_START_CACHE:-/var/cache/scissionlite-[[command]]}
if [ -z "${SCISSIONLITE_START_CACHE:-}" ] && [ ! -d "$folder" ] && [ -n "${HOME:-}" ]; then
  folder=${XDG_CACHE_HOME:-$HOME/.cache}/scissionlite-[[command]]
  mkdir -p "$folder" 2>/dev/null || true
fi
# A device's memory is not to hold the classes of an edge.
part=both
[ [[command]] != device ] || part=device
name_archive "$folder" "$part"

prepare() {
  limit=
  ! command -v timeout >/dev/null 2>&1 || limit="timeout 120"
  make_archive $limit "$java" "$written" $allowed $suited -Djava.awt.headless=true -cp "$home/lib/*" org.scissionlite.cli.OffloaderMain rehearse --part="$part"
}

case $1 in
  prepare-start)
    prepare
    [ -s "$archive" ] || { echo "scissionlite-[[command]]: no archive that shortens the start could be made in $folder" >&2; exit 1; }
    exit
    ;;
  device | edge)
    if ! is_made "$home/lib/start.sh" && [ -w "$folder" ]; then
      echo "scissionlite-[[command]]: preparing the start with Java ${version:-of this machine} (once)" >&2
      prepare
    fi
    ;;
esac

# ONNX Runtime reports usage to its maker unless it is told not to.
export ORT_DISABLE_TELEMETRY=1
[ -s "$archive" ] || shared= silent=
exec "$java" ${shared:+"$shared" $silent} $allowed $suited -XX:+ExitOnOutOfMemoryError ${SCISSIONLITE_JAVA_OPTS:-} -Djava.awt.headless=true \
  -cp "$home/lib/*" org.scissionlite.cli.OffloaderMain "$@"
