#!/bin/sh
# container.sh IMAGE-FOLDER ARGUMENTS: runs the program of an image in a mount namespace of its own, with the file system of the image over
# this system's, which lends Java: all of it read-only but /tmp, and as nobody's user. Nothing of the system itself changes.
set -eu
layers=$1
shift
memory=$(mktemp -d)
mount -t tmpfs tmpfs "$memory"
mkdir "$memory/root" "$memory/image"
for layer in "$layers"/*.tar.gz; do
  tar --warning=no-unknown-keyword -xzf "$layer" -C "$memory/image"
done
root=$memory/root
# Without a folder for changes, an overlay takes none.
mount -t overlay overlay -o "lowerdir=$memory/image:/" "$root"
if touch "$root/app/written" 2>/dev/null; then
  echo "the file system can be written to" >&2
  exit 1
fi
mount -t proc proc "$root/proc"
mount --rbind /dev "$root/dev"
mount -t tmpfs tmpfs "$root/tmp"
exec env -i PATH="$PATH" ORT_DISABLE_TELEMETRY=1 chroot "$root" setpriv --reuid=10001 --regid=10001 --clear-groups --no-new-privs \
  sh -c 'cd /tmp && exec "$@"' sh "$@"
