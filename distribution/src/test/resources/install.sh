#!/bin/sh
# install.sh DEB COMMAND: installs the package over a copy-on-write view of this system in a mount namespace of its own,
# runs it as its user would, removes it again, and prints what is left. Nothing of the system itself changes.
set -eu
deb=$1
command=scissionlite-$2

memory=$(mktemp -d)
mount -t tmpfs tmpfs "$memory"
mkdir "$memory/upper" "$memory/work" "$memory/root"
root=$memory/root
mount -t overlay overlay -o "lowerdir=/,upperdir=$memory/upper,workdir=$memory/work" "$root"
mount -t proc proc "$root/proc"
mount --rbind /dev "$root/dev"
mount -t tmpfs tmpfs "$root/tmp"
mount -t tmpfs tmpfs "$root/run"
cp "$deb" "$root/tmp/package.deb"
inside() { env -i PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin ${JAVA_HOME:+JAVA_HOME=$JAVA_HOME} chroot "$root" "$@"; }

echo "== install"
# The system may lack Debian's own Java; the one that runs the tests does as well.
inside dpkg --install --force-depends /tmp/package.deb 2>&1
echo "== files"
inside dpkg --listfiles "$command"
inside ls "/var/cache/$command"
echo "== user"
inside getent passwd scissionlite
echo "== run"
inside "$command" --version
inside setpriv --reuid=scissionlite --regid=scissionlite --clear-groups "$command" rehearse
if command -v systemd-analyze >/dev/null; then
  echo "== unit"
  inside systemd-analyze verify "/lib/systemd/system/$command.service" 2>&1 || true
fi
echo "== purge"
inside dpkg --purge "$command" 2>&1
find "$root/usr" "$root/etc" "$root/var/cache" "$root/var/lib" "$root/lib/systemd" -name "*$command*" -newer "$deb" 2>/dev/null || true
rm -f "$root/tmp/package.deb"
