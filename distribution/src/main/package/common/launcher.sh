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
archive=${SCISSIONLITE_CLASS_ARCHIVE:-/var/cache/scissionlite-[[command]]/classes.jsa}

java=${JAVA_HOME:+$JAVA_HOME/bin/}java
command -v "$java" >/dev/null 2>&1 || {
  echo "scissionlite-[[command]]: no Java here; install a runtime of Java 17 or later, or set JAVA_HOME" >&2
  exit 1
}

case ${1:-} in
  device | edge | benchmark | link | top | conformance | rehearse | help | --help | -h | --version | -V) ;;
  *) set -- [[command]] "$@" ;;
esac

# Images come now and then: code that is compiled quickly serves a device better than code that is compiled well. Heaps begin small, the
# archive of classes is mapped where it was made for, and the C library gives memory back.
suited="-XX:+UseSerialGC -XX:+UnlockDiagnosticVMOptions -XX:ArchiveRelocationMode=0"
arenas=2
case $1 in
  device)
    suited="$suited -XX:TieredStopAtLevel=1 -Xms16m -Xmn8m -Dio.grpc.netty.shaded.io.netty.allocator.maxOrder=5 -Dio.grpc.netty.shaded.io.netty.allocator.numDirectArenas=1 -Dio.grpc.netty.shaded.io.netty.allocator.numHeapArenas=1"
    arenas=1
    ;;
  edge) suited="$suited -Xms64m" ;;
esac
export MALLOC_ARENA_MAX="${MALLOC_ARENA_MAX:-$arenas}" MALLOC_TRIM_THRESHOLD_="${MALLOC_TRIM_THRESHOLD_:-131072}"
share=
[ ! -r "$archive" ] || share="-XX:SharedArchiveFile=$archive -Xlog:cds=off -Xlog:cds+dynamic=off"

# ONNX Runtime reports usage to its maker unless it is told not to.
export ORT_DISABLE_TELEMETRY=1
exec "$java" $share $suited -XX:+ExitOnOutOfMemoryError ${SCISSIONLITE_JAVA_OPTS:-} -Djava.awt.headless=true \
  -cp "$home/lib/*" org.scissionlite.cli.OffloaderMain "$@"
