#!/bin/sh
# container.sh IMAGE.tar BUNDLE: runs the image of 'mvn package -Pcontainer -Dcontainer.base=scratch' without a container engine, on this
# system's Java: its layers over a view of this system that may only be read, but for an empty /tmp, as the image's user, without
# capabilities. The edge serves the bundle, tells that it is ready, and is stopped. Needs root, jq, overlays and setpriv.
set -eu
image=$(realpath "$1")
bundle=$(realpath "$2")

if [ -z "${MEMORY:-}" ]; then
  place=$(mktemp -d)
  result=0
  MEMORY=$place unshare --mount --pid --fork "$0" "$image" "$bundle" || result=$?
  rmdir "$place"
  exit $result
fi
memory=$MEMORY
mount -t tmpfs tmpfs "$memory"
mkdir "$memory/image" "$memory/app" "$memory/root"
tar -xf "$image" -C "$memory/image"
config=$memory/image/$(jq -r '.[0].Config' "$memory/image/manifest.json")
for layer in $(jq -r '.[0].Layers[]' "$memory/image/manifest.json"); do
  tar --warning=no-unknown-keyword -xf "$memory/image/$layer" -C "$memory/app"
done
mkdir -p "$memory/app/mnt/models"
root=$memory/root
mount -t overlay overlay -o "ro,lowerdir=$memory/app:/" "$root"
mount -t proc proc "$root/proc"
mount --rbind /dev "$root/dev"
mount -t tmpfs tmpfs "$root/tmp"
chmod 1777 "$root/tmp"
mount --bind "$bundle" "$root/mnt/models"
mount -o remount,ro,bind "$root/mnt/models"

user=$(jq -r '.config.User' "$config")
jq -r '.config.Env[]?' "$config" >"$memory/environment"
jq -r '.config.Entrypoint[]' "$config" >"$memory/entrypoint"
set --
while read -r word; do set -- "$@" "$word"; done <"$memory/environment"
while read -r word; do set -- "$@" "$word"; done <"$memory/entrypoint"
echo "== as $user: $*"
inside() {
  chroot "$root" setpriv --reuid "${user%:*}" --regid "${user#*:}" --clear-groups --no-new-privs --bounding-set=-all "$@"
}
if inside touch /usr/written 2>/dev/null; then
  echo "the file system may be written" >&2
  exit 1
fi
inside env -i PATH=/usr/bin:/bin "$@" edge /mnt/models --listen 127.0.0.1:0 --listen-http 127.0.0.1:0 >"$memory/out" 2>&1 &
edge=$!
seconds=0
until grep -q "listening on" "$memory/out" || [ $seconds -ge 120 ]; do
  sleep 1
  seconds=$((seconds + 1))
done
kill -TERM "$(pgrep -P $edge java || echo $edge)" 2>/dev/null || true
wait $edge || true
cat "$memory/out"
grep -q "listening on" "$memory/out"
