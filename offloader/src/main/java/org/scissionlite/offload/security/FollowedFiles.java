package org.scissionlite.offload.security;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.scissionlite.error.ScissionLiteException;

/**
 * A value that stands in some files, read again when one of them changes. What cannot be read then
 * is told once, and the value before it stays. The files are looked at when the value is asked for,
 * at most once in a while. Thread-safe.
 */
final class FollowedFiles<T> implements Supplier<T> {
  /** Nobody waits longer for a change. */
  static final Duration PAUSE = Duration.ofSeconds(1);

  private final List<Path> files;
  private final Supplier<T> reading;
  private final Consumer<String> tell;
  private final LongSupplier clock;
  private List<Trace> read;
  private T value;
  private String told = "";
  private long lookedNanos;

  /**
   * Reads the value.
   *
   * @param tell takes a line for the user
   * @throws ScissionLiteException if it cannot be read
   */
  FollowedFiles(List<Path> files, Supplier<T> reading, Consumer<String> tell) {
    this(files, reading, tell, System::nanoTime);
  }

  /**
   * @param clock in nanoseconds
   */
  FollowedFiles(List<Path> files, Supplier<T> reading, Consumer<String> tell, LongSupplier clock) {
    this.files = List.copyOf(files);
    this.reading = reading;
    this.tell = tell;
    this.clock = clock;
    this.lookedNanos = clock.getAsLong();
    this.read = traces();
    this.value = reading.get();
  }

  /** What would differ if a file did; that of a file that is away has a length of -1. */
  private record Trace(long modifiedMillis, long bytes, Object key) {
    static Trace of(Path file) {
      try {
        BasicFileAttributes found = Files.readAttributes(file, BasicFileAttributes.class);
        return new Trace(found.lastModifiedTime().toMillis(), found.size(), found.fileKey());
      } catch (IOException e) {
        return new Trace(0, -1, null);
      }
    }
  }

  private List<Trace> traces() {
    List<Trace> traces = new ArrayList<>();
    files.forEach(file -> traces.add(Trace.of(file)));
    return traces;
  }

  @Override
  public synchronized T get() {
    long now = clock.getAsLong();
    if (now - lookedNanos >= PAUSE.toNanos()) {
      lookedNanos = now;
      List<Trace> found = traces();
      if (!found.equals(read)) {
        readAgain(found);
      }
    }
    return value;
  }

  /** What could not be read is tried again at the next look: it may have been half written. */
  private void readAgain(List<Trace> found) {
    try {
      value = reading.get();
      read = found;
      told = "";
    } catch (ScissionLiteException e) {
      if (!e.getMessage().equals(told)) {
        told = e.getMessage();
        tell.accept(told + "; what was read before stays in use");
      }
    }
  }
}
