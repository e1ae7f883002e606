package org.scissionlite.offload.distribution;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.scissionlite.bundle.Manifest;
import org.scissionlite.bundle.SliceFile;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.error.UsageException;
import org.scissionlite.file.AtomicWrite;
import org.scissionlite.file.FileTree;

/**
 * Where a device keeps the versions of one bundle:
 *
 * <pre>
 * CACHE/NAME/current      the id of the version in use
 *            ID/          that version, a bundle's folder
 *            partial/     files that are on their way, by their hashes
 * </pre>
 *
 * A loss of power leaves it usable: a file comes to its place when all of it is on the disk, a
 * manifest when all files are, and "current" changes last. What a disk has lost nevertheless is
 * found by the hashes. One device at a time uses a bundle's cache.
 */
final class BundleCache implements AutoCloseable {
  private static final Pattern ID = Pattern.compile("[0-9a-f]{64}");
  private static final String CURRENT = "current";
  private static final String PARTIAL = "partial";

  private final Path folder;
  private final FileChannel lockFile;

  private BundleCache(Path folder, FileChannel lockFile) {
    this.folder = folder;
    this.lockFile = lockFile;
  }

  /**
   * Opens the cache of a bundle, and makes it where it is missing.
   *
   * @throws ScissionLiteException if it cannot be written
   * @throws UsageException if another device uses it
   */
  static BundleCache open(Path cache, BundleName name) {
    Path folder = cache.resolve(name.text());
    try {
      Files.createDirectories(folder.resolve(PARTIAL));
      if (!folder.toRealPath().startsWith(cache.toRealPath())) {
        throw new UsageException("%s leaves the cache; remove that link".formatted(folder));
      }
      FileChannel lockFile =
          FileChannel.open(
              folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (!isLocked(lockFile)) {
        lockFile.close();
        throw new UsageException(
            "the cache %s is in use by another device; give each one its own --cache"
                .formatted(folder));
      }
      return new BundleCache(folder, lockFile);
    } catch (IOException e) {
      throw new ScissionLiteException(
          "cannot keep bundles in %s: %s".formatted(folder, AtomicWrite.reason(e)), e);
    }
  }

  private static boolean isLocked(FileChannel file) throws IOException {
    try {
      FileLock lock = file.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  Path folder() {
    return folder;
  }

  /** The folder of a version, which may not be there. */
  Path version(Manifest manifest) {
    return version(manifest.id());
  }

  private Path version(String id) {
    if (!ID.matcher(id).matches()) {
      throw new ScissionLiteException("'%s' is no id of a bundle".formatted(id));
    }
    return folder.resolve(id);
  }

  /** Where a file lies while it is on its way. */
  Path partial(SliceFile file) {
    return folder.resolve(PARTIAL).resolve(file.sha256());
  }

  /** The folder of the version in use, if there is one; nobody has looked into it. */
  Optional<Path> current() {
    try {
      String id = Files.readString(folder.resolve(CURRENT)).strip();
      return ID.matcher(id).matches() ? Optional.of(version(id)) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** From now on, and after a start, a version is the one in use; needs no room if it was that. */
  void makeCurrent(Manifest manifest) {
    if (current().filter(version(manifest)::equals).isPresent()) {
      return;
    }
    AtomicWrite.file(
        folder.resolve(CURRENT), file -> Files.writeString(file, manifest.id() + "\n"));
  }

  /** Removes all other versions. */
  void keepOnly(Manifest manifest) {
    Path kept = version(manifest);
    try (Stream<Path> files = Files.list(folder)) {
      files
          .filter(file -> ID.matcher(file.getFileName().toString()).matches())
          .filter(file -> !file.equals(kept))
          .forEach(FileTree::deleteQuietly);
    } catch (IOException e) {
      // They only take space; the next time will do.
    }
  }

  /** Removes what was on its way to another version than that of some files. */
  void keepOnlyPartial(List<SliceFile> wanted) {
    Set<Path> kept = wanted.stream().map(this::partial).collect(Collectors.toSet());
    try (Stream<Path> files = Files.list(folder.resolve(PARTIAL))) {
      files.filter(file -> !kept.contains(file)).forEach(FileTree::deleteQuietly);
    } catch (IOException e) {
      // They only take space.
    }
  }

  /** The bytes of a file that are there already. */
  long partialBytes(SliceFile file) {
    try {
      Path partial = partial(file);
      return Files.isRegularFile(partial, LinkOption.NOFOLLOW_LINKS) ? Files.size(partial) : 0;
    } catch (IOException e) {
      return 0;
    }
  }

  /** Lets other devices use it. */
  @Override
  public void close() {
    try {
      lockFile.close();
    } catch (IOException e) {
      // The lock ends with the program.
    }
  }
}
