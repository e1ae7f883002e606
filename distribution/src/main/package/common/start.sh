# For the launchers: starts Java with an archive of the classes that a command needs (class-data sharing), from Java 25 on with a cache of
# classes that are loaded and linked ahead of time. Each is kept under the version of its Java; what does not fit is silently not used.

# Sets 'version' to that of a Java, as the file that lies beside it says without starting it; empty where none does.
read_version() {
  version=
  real=$(readlink -f "$(command -v "$1")" 2>/dev/null) || return 0
  [ -r "${real%/bin/java}/release" ] || return 0
  while IFS='=' read -r name value; do
    case $name in JAVA_VERSION | JAVA_RUNTIME_VERSION) version=${value#\"} version=${version%%\"*} ;; esac
    [ "$name" != JAVA_RUNTIME_VERSION ] || break
  done <"${real%/bin/java}/release"
  case $version in *[!0-9A-Za-z.+_-]*) version= ;; esac
}

# Whether that version is at least the number.
since() {
  number=${version%%[!0-9]*}
  [ "${number:-0}" -ge "$1" ]
}

# Sets 'allowed' to the options that let libraries use native memory without a warning of a later Java.
allow_native_memory() {
  allowed=
  ! since 24 || allowed="--enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow"
}

# Sets 'suited' to the options for a command, and has the C library give memory back. A camera's images come now and then: code that is compiled
# quickly serves a device better than code that is compiled well. Heaps begin small, the archive is mapped where it was made for. One thread
# compiles for a device; Java does not start with one where the user's own options ask for the second compiler.
suit() {
  suited="-XX:+UseSerialGC -XX:+UnlockDiagnosticVMOptions -XX:ArchiveRelocationMode=0"
  arenas=2
  netty=-Dio.grpc.netty.shaded.io.netty.allocator
  case $1 in
    device)
      suited="$suited -XX:TieredStopAtLevel=1 -XX:C1MaxInlineSize=20 -XX:StringTableSize=8192"
      case ${SCISSIONLITE_JAVA_OPTS:-} in *Tiered* | *CICompilerCount* | *-Xint*) ;; *) suited="$suited -XX:CICompilerCount=1" ;; esac
      suited="$suited -Xms16m -Xmn8m $netty.maxOrder=5 $netty.numDirectArenas=1 $netty.numHeapArenas=1"
      arenas=1
      ;;
    edge) suited="$suited -Xms64m" ;;
  esac
  export MALLOC_ARENA_MAX="${MALLOC_ARENA_MAX:-$arenas}" MALLOC_TRIM_THRESHOLD_="${MALLOC_TRIM_THRESHOLD_:-131072}"
}

# Sets 'archive' to the file of a part (both, device) in a folder, and 'written', 'shared' and 'silent' to the options that write it when a
# run ends, read it, and say nothing where it does not fit.
name_archive() {
  if since 25; then
    archive=$1/$2-$version.aot
    written=-XX:AOTCacheOutput=$archive.new shared=-XX:AOTCache=$archive silent=-Xlog:aot=off
  else
    archive=$1/$2-${version:-java}.jsa
    written=-XX:ArchiveClassesAtExit=$archive.new shared=-XX:SharedArchiveFile=$archive silent="-Xlog:cds=off -Xlog:cds+dynamic=off"
  fi
}

# Whether the archive was made for this program, a file. An empty one says that it could not be made.
is_made() {
  [ -f "$archive" ] && ! [ "$1" -nt "$archive" ]
}

# Makes the archive by a command that has the option 'written'. What runs with an older one keeps it. One that could not be made is not tried again.
make_archive() {
  rm -f "$archive" 2>/dev/null && (: >"$archive") 2>/dev/null || return 0
  if ORT_DISABLE_TELEMETRY=1 "$@" </dev/null >/dev/null 2>&1 && [ -s "$archive.new" ]; then mv -f "$archive.new" "$archive"; fi
  rm -f "$archive.new" "$archive.new.config"
}
