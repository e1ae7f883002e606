package org.scissionlite.offload.stream.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.error.UsageException;
import org.scissionlite.file.AtomicWrite;
import org.scissionlite.input.folder.PictureFolder;
import org.scissionlite.model.Tensor;
import org.scissionlite.offload.stream.Frame;
import org.scissionlite.offload.stream.FrameResult;
import org.scissionlite.offload.stream.ModelInputs;
import org.scissionlite.offload.stream.source.SeenFiles.Version;

/**
 * The image files of a folder and the folders in it as they come, each version of a file once, also
 * after a restart. A file is taken when its size and time have rested and it can be decoded; one
 * that rests for long and still cannot is a picture that fails.
 *
 * <p>The folder is looked at every {@link Pace#interval}, or as seldom as keeps that at a tenth of
 * the time, since notices of the system do not reach folders of other machines. When the folder is
 * gone, that is said once; it goes on when the folder is back.
 */
public final class WatchedFolder implements FrameSource {
  private static final int SHARE = 10;

  private final Path folder;
  private final ModelInputs inputs;
  private final Pace pace;
  private final Consumer<String> tell;
  private final SeenFiles seen;
  private final Map<Path, Candidate> candidates = new HashMap<>();
  private final Map<String, Version> underWay = new ConcurrentHashMap<>();
  private final Deque<Path> due = new ArrayDeque<>();
  private boolean gone;

  /**
   * How patiently a folder is watched.
   *
   * @param interval between two looks; a file rests when two looks find it the same
   * @param patience how long a file that rests may be no picture before that is its result
   */
  public record Pace(Duration interval, Duration patience) {
    /** Ten looks a second; a writer may pause for five seconds. */
    public static Pace usual() {
      return new Pace(Duration.ofMillis(100), Duration.ofSeconds(5));
    }
  }

  /** A file that is not taken yet. */
  private record Candidate(Version version, long sinceNanos, long nextTryNanos) {
    Candidate triedAt(long nanos) {
      return new Candidate(version, sinceNanos, 2 * nanos - sinceNanos);
    }
  }

  private WatchedFolder(
      Path folder, ModelInputs inputs, Pace pace, SeenFiles seen, Consumer<String> tell) {
    this.folder = folder;
    this.inputs = inputs;
    this.pace = pace;
    this.seen = seen;
    this.tell = tell;
  }

  /** Where the journal of a folder is kept, where nobody says otherwise. */
  public static Path usualJournal(Path folder) {
    return folder.resolve(".scissionlite-seen");
  }

  /**
   * Begins to watch.
   *
   * @param journal where to note which files were answered
   * @param inputs what files are decoded for
   * @param tell takes lines for the user
   * @throws UsageException if the folder is missing
   * @throws ScissionLiteException if the journal cannot be read or written
   */
  public static WatchedFolder open(
      Path folder, Path journal, ModelInputs inputs, Pace pace, Consumer<String> tell) {
    if (!Files.isDirectory(folder)) {
      throw new UsageException(
          "folder %s is not there; make it before it is watched".formatted(folder));
    }
    return new WatchedFolder(folder, inputs, pace, SeenFiles.open(journal, tell), tell);
  }

  @Override
  public Optional<Frame> next() throws InterruptedException {
    while (true) {
      while (!due.isEmpty()) {
        Optional<Frame> frame = take(due.remove());
        if (frame.isPresent()) {
          return frame;
        }
      }
      look();
    }
  }

  private void look() throws InterruptedException {
    long begun = System.nanoTime();
    list().ifPresent(this::consider);
    if (due.isEmpty()) {
      long spent = System.nanoTime() - begun;
      TimeUnit.NANOSECONDS.sleep(Math.max(pace.interval().toNanos(), SHARE * spent));
    }
  }

  private Optional<List<Path>> list() {
    try {
      List<Path> files = PictureFolder.read(folder).images();
      if (gone) {
        tell.accept("note: folder %s is back".formatted(folder));
      }
      gone = false;
      return Optional.of(files);
    } catch (IOException e) {
      if (!gone) {
        tell.accept(
            "warning: folder %s cannot be read: %s; it goes on when the folder is back"
                .formatted(folder, AtomicWrite.reason(e)));
      }
      gone = true;
      return Optional.empty();
    }
  }

  /** Finds the files that are due, in the order in which they were changed. */
  private void consider(List<Path> files) {
    long now = System.nanoTime();
    Map<Path, Version> rested = new HashMap<>();
    for (Path file : files) {
      version(file)
          .filter(version -> !isKnown(file, version) && hasRested(file, version, now))
          .ifPresent(version -> rested.put(file, version));
    }
    candidates.keySet().retainAll(Set.copyOf(files));
    seen.tidy(files.stream().map(this::name).toList());
    rested.entrySet().stream()
        .sorted(
            Comparator.comparingLong(
                    (Map.Entry<Path, Version> each) -> each.getValue().modifiedMillis())
                .thenComparing(Map.Entry::getKey))
        .forEach(each -> due.add(each.getKey()));
  }

  private static Optional<Version> version(Path file) {
    try {
      return Optional.of(Version.of(file));
    } catch (IOException e) {
      return Optional.empty(); // Gone meanwhile.
    }
  }

  private boolean isKnown(Path file, Version version) {
    return underWay.containsKey(file.toString()) || seen.contains(name(file), version);
  }

  /**
   * Two looks tell, by the monotonic clock. How old a file is by its own time tells nothing: the
   * clock of the system may have jumped since it was written, or be another machine's.
   */
  private boolean hasRested(Path file, Version version, long now) {
    Candidate before = candidates.get(file);
    if (before == null || !before.version().equals(version)) {
      candidates.put(file, new Candidate(version, now, now));
      return false;
    }
    return now >= before.nextTryNanos();
  }

  private Optional<Frame> take(Path file) {
    Candidate candidate = candidates.get(file);
    Optional<Version> version = version(file);
    if (candidate == null || !version.equals(Optional.of(candidate.version()))) {
      return Optional.empty(); // It is still being written.
    }
    Optional<Frame> frame = decode(file, candidate);
    if (frame.isPresent()) {
      candidates.remove(file);
      underWay.put(file.toString(), candidate.version());
    }
    return frame;
  }

  private Optional<Frame> decode(Path file, Candidate candidate) {
    long begun = System.nanoTime();
    try {
      Map<String, Tensor> tensors = inputs.of(file);
      return Optional.of(Frame.ofTensors(file.toString(), tensors, System.nanoTime() - begun));
    } catch (UsageException e) {
      return Optional.of(Frame.ofFailure(file.toString(), e));
    } catch (ScissionLiteException e) {
      if (begun - candidate.sinceNanos() >= pace.patience().toNanos()) {
        return Optional.of(Frame.ofFailure(file.toString(), e));
      }
      candidates.put(file, candidate.triedAt(System.nanoTime()));
      return Optional.empty();
    }
  }

  @Override
  public void delivered(FrameResult result) {
    Version version = underWay.get(result.image());
    boolean looksAgain = result instanceof FrameResult.Dropped dropped && dropped.stopped();
    if (version != null && !looksAgain) {
      seen.add(name(Path.of(result.image())), version);
      underWay.remove(result.image());
    }
  }

  /** What a file is called in the journal, wherever the folder is. */
  private String name(Path file) {
    return folder.relativize(file).toString();
  }
}
