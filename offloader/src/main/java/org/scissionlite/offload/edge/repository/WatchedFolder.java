package org.scissionlite.offload.edge.repository;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.scissionlite.bundle.ManifestFile;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.error.UsageException;
import org.scissionlite.file.AtomicWrite;

/**
 * A folder whose sub-folders are bundles: new ones are taken into service, changed ones swapped,
 * removed ones taken out of it. It is looked at now and again, as notices of changes are not to be
 * had on every file system.
 *
 * <p>A bundle that is being copied is not opened: what changes from one look to the next is left
 * alone, and what has come to rest is opened only if every file has the hash that the manifest
 * names. What cannot be loaded is told once and tried again when it changes, or after some looks.
 * If the folder itself is away, everything goes on as it is. Used by one thread.
 */
public final class WatchedFolder {
  /** The lack of room for a bundle ends without a change in its folder. */
  private static final int LOOKS_UNTIL_NEXT_TRY = 60;

  private final Path folder;
  private final BundleRepository repository;
  private final Consumer<String> tell;
  private final Map<String, Watched> watched = new TreeMap<>();
  private final Map<String, String> told = new HashMap<>();
  private Set<String> missing = Set.of();
  private boolean isAway;
  private boolean isFirstLook = true;

  /**
   * @param tell takes a line for the user
   * @throws UsageException if the folder is not there at the beginning
   */
  public WatchedFolder(Path folder, BundleRepository repository, Consumer<String> tell) {
    if (!Files.isDirectory(folder)) {
      throw new UsageException("%s is no folder that could be watched".formatted(folder));
    }
    this.folder = folder;
    this.repository = repository;
    this.tell = tell;
  }

  /**
   * A sub-folder as it was seen.
   *
   * @param trace what would differ if a file did
   * @param tried the trace of the last try to load it
   * @param failedLooks looks since that try, if it failed; else 0
   */
  private record Watched(FolderTrace trace, FolderTrace tried, int failedLooks) {
    static final Watched NEW = new Watched(FolderTrace.NONE, FolderTrace.NONE, 0);

    boolean isDue(FolderTrace now, boolean waitsForRest) {
      boolean rests = now.equals(trace) || !waitsForRest;
      return rests && (!now.equals(tried) || failedLooks >= LOOKS_UNTIL_NEXT_TRY);
    }

    Watched notTried(FolderTrace now) {
      return new Watched(now, tried, failedLooks == 0 ? 0 : failedLooks + 1);
    }
  }

  /** Looks at the folder; fails at nothing. */
  public void look() {
    try {
      Map<String, Path> present = present();
      if (isAway) {
        isAway = false;
        tell.accept("the watched folder %s is back".formatted(folder));
      }
      removed(present.keySet()).forEach(this::remove);
      present.values().forEach(this::lookAt);
      isFirstLook = false;
    } catch (IOException | UncheckedIOException e) {
      if (!isAway) {
        isAway = true;
        tell.accept(
            "the watched folder %s is away (%s); the edge goes on with the bundles that it has"
                .formatted(folder, reason(e)));
      }
    }
  }

  private static String reason(Exception e) {
    IOException failure = e instanceof IOException io ? io : ((UncheckedIOException) e).getCause();
    return AtomicWrite.reason(failure);
  }

  /** The sub-folders by the names of their bundles; hidden ones are those of writers at work. */
  private Map<String, Path> present() throws IOException {
    Map<String, Path> present = new TreeMap<>();
    try (Stream<Path> files = Files.list(folder)) {
      files
          .filter(file -> !file.getFileName().toString().startsWith("."))
          .filter(file -> Files.isDirectory(file) || Files.isSymbolicLink(file))
          .sorted()
          .forEach(file -> present.putIfAbsent(BundleRepository.nameOf(file), file));
    }
    return present;
  }

  /** Those that were away at the look before, too: a writer may be about to put the next there. */
  private Set<String> removed(Set<String> present) {
    Set<String> absent = new HashSet<>(watched.keySet());
    absent.removeAll(present);
    Set<String> removed = new HashSet<>(absent);
    removed.retainAll(missing);
    missing = absent;
    return removed;
  }

  private void remove(String name) {
    watched.remove(name);
    told.remove(name);
    boolean ours =
        repository.entry(name).filter(entry -> entry.folder().startsWith(folder)).isPresent();
    if (ours) {
      repository.remove(name);
      tell.accept("bundle '%s' is gone from %s: unloaded".formatted(name, folder));
    }
  }

  private void lookAt(Path path) {
    String name = BundleRepository.nameOf(path);
    Watched before = watched.getOrDefault(name, Watched.NEW);
    FolderTrace now = FolderTrace.of(path);
    if (before.isDue(now, !isFirstLook)) {
      watched.put(name, new Watched(now, now, isLoaded(name, path) ? 0 : 1));
    } else {
      watched.put(name, before.notTried(now));
    }
  }

  private boolean isLoaded(String name, Path path) {
    try {
      requireInside(path);
      if (!Files.exists(path.resolve(ManifestFile.NAME), LinkOption.NOFOLLOW_LINKS)) {
        throw new UsageException("there is no %s yet".formatted(ManifestFile.NAME));
      }
      RepositoryEntry before = repository.known(path);
      RepositoryEntry after = repository.load(name);
      tellOfLoad(before, after);
      return true;
    } catch (ScissionLiteException e) {
      tellOnce(name, e.getMessage());
    } catch (RuntimeException | Error e) {
      tellOnce(name, "unexpected: " + e);
    }
    return false;
  }

  /** A link may lead to another place in the watched folder, as with versions side by side. */
  private void requireInside(Path path) {
    try {
      if (!path.toRealPath().startsWith(folder.toRealPath())) {
        throw new UsageException("it is a link that leaves the watched folder");
      }
    } catch (IOException e) {
      throw new ScissionLiteException(AtomicWrite.reason(e), e);
    }
  }

  private void tellOfLoad(RepositoryEntry before, RepositoryEntry after) {
    String name = after.name();
    told.remove(name);
    String id = after.served().orElseThrow().manifest().id();
    if (before.served().isEmpty()) {
      tell.accept("bundle '%s' is loaded: %s".formatted(name, id));
    } else if (!before.served().get().manifest().id().equals(id)) {
      tell.accept("bundle '%s' is swapped for a new version: %s".formatted(name, id));
    }
  }

  private void tellOnce(String name, String problem) {
    String line = problem.replaceAll("\\s+", " ");
    if (!line.equals(told.put(name, line))) {
      boolean goesOn = repository.entry(name).filter(RepositoryEntry::isLoaded).isPresent();
      tell.accept(
          "bundle '%s' in %s is not loaded: %s; %s"
              .formatted(
                  name,
                  folder,
                  line,
                  goesOn ? "the version before it goes on" : "it is tried again when it changes"));
    }
  }
}
