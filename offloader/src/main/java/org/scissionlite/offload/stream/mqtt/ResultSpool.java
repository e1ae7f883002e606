package org.scissionlite.offload.stream.mqtt;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.file.AtomicWrite;

/**
 * Lines on disk that are still to be sent, oldest first. They lie in files of a sixteenth of the
 * limit; when all together would exceed it, the oldest file goes with what is in it. What was sent
 * is noted by its place, so that after the end of the process, also by a kill, the rest is sent and
 * at most the last batch twice. A loss of power may cost what was written in the last seconds.
 * Thread-safe.
 */
final class ResultSpool implements AutoCloseable {
  private static final int PARTS = 16;
  private static final String ENDING = ".jsonl";

  private final Path folder;
  private final long mostBytes;
  private final FileChannel lock;
  private final Deque<Part> parts = new ArrayDeque<>();
  private long sentBytes;
  private long lost;
  private long waiting;

  /** A file of lines. */
  private static final class Part {
    private final long number;
    private final Path file;
    private long bytes;

    Part(Path folder, long number) throws IOException {
      this.number = number;
      this.file = folder.resolve(String.format(Locale.ROOT, "%012d%s", number, ENDING));
      this.bytes = Files.exists(file) ? Files.size(file) : 0;
    }
  }

  /**
   * Lines to be sent together.
   *
   * @param part the file that they are in
   * @param endBytes where they end in it
   */
  record Batch(List<String> lines, long part, long endBytes) {
    Batch {
      lines = List.copyOf(lines);
    }
  }

  private ResultSpool(Path folder, long mostBytes, FileChannel lock) {
    this.folder = folder;
    this.mostBytes = mostBytes;
    this.lock = lock;
  }

  /**
   * Opens a folder with what waits in it.
   *
   * @throws ScissionLiteException if it cannot be used, or another process uses it
   */
  static ResultSpool open(Path folder, long mostBytes) {
    try {
      Files.createDirectories(folder);
      FileChannel lock =
          FileChannel.open(
              folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (!isOurs(lock)) {
        lock.close();
        throw new ScissionLiteException(
            "another process sends results from %s; name another folder with --mqtt-spool"
                .formatted(folder));
      }
      ResultSpool spool = new ResultSpool(folder, mostBytes, lock);
      spool.read();
      return spool;
    } catch (IOException e) {
      throw new ScissionLiteException(
          "cannot keep results in %s: %s".formatted(folder, AtomicWrite.reason(e)), e);
    }
  }

  private static boolean isOurs(FileChannel file) throws IOException {
    try {
      FileLock lock = file.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  private void read() throws IOException {
    for (long number : numbers()) {
      Part part = new Part(folder, number);
      dropUnfinishedLine(part);
      parts.add(part);
    }
    readPlace();
    for (Part part : parts) {
      waiting += lines(part, part == parts.peek() ? sentBytes : 0);
    }
  }

  private List<Long> numbers() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.matches("\\d{12}" + ENDING))
          .map(name -> Long.parseLong(name.substring(0, name.length() - ENDING.length())))
          .sorted()
          .toList();
    }
  }

  private static void dropUnfinishedLine(Part part) throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(part.file.toFile(), "rw")) {
      long end = part.bytes;
      while (end > 0) {
        file.seek(end - 1);
        if (file.read() == '\n') {
          break;
        }
        end--;
      }
      file.setLength(end);
      part.bytes = end;
    }
  }

  private Path place() {
    return folder.resolve("sent");
  }

  private void readPlace() throws IOException {
    if (parts.isEmpty()) {
      Files.deleteIfExists(place());
    }
    if (!Files.exists(place())) {
      return;
    }
    String[] words = Files.readString(place()).strip().split(" ", -1);
    boolean valid =
        words.length == 2
            && words[0].matches("\\d{20}")
            && words[1].matches("\\d{20}")
            && Long.parseLong(words[0]) == parts.peek().number
            && Long.parseLong(words[1]) <= parts.peek().bytes;
    sentBytes = valid ? Long.parseLong(words[1]) : 0;
  }

  private static long lines(Part part, long fromBytes) throws IOException {
    byte[] bytes = Files.readAllBytes(part.file);
    long count = 0;
    for (int i = (int) fromBytes; i < bytes.length; i++) {
      if (bytes[i] == '\n') {
        count++;
      }
    }
    return count;
  }

  /**
   * Adds a line, without its end.
   *
   * @throws IOException if it cannot be written; then it is not there
   */
  synchronized void add(String line) throws IOException {
    byte[] bytes = (line + "\n").getBytes(StandardCharsets.UTF_8);
    Part last = parts.peekLast();
    if (last == null || (last.bytes > 0 && last.bytes + bytes.length > mostBytes / PARTS)) {
      last = new Part(folder, last == null ? 1 : last.number + 1);
      parts.add(last);
    }
    append(last, bytes);
    waiting++;
    while (parts.size() > 1 && bytes() > mostBytes) {
      loseOldest();
    }
    notifyAll();
  }

  private static void append(Part part, byte[] bytes) throws IOException {
    try {
      Files.write(part.file, bytes, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
      part.bytes += bytes.length;
    } catch (IOException e) {
      if (Files.exists(part.file)) {
        try (FileChannel file = FileChannel.open(part.file, StandardOpenOption.WRITE)) {
          FileChannel unused = file.truncate(part.bytes);
        }
      }
      throw e;
    }
  }

  private long bytes() {
    return parts.stream().mapToLong(part -> part.bytes).sum();
  }

  private void loseOldest() throws IOException {
    long gone = lines(parts.peek(), sentBytes);
    removeOldest();
    lost += gone;
    waiting -= gone;
  }

  private void removeOldest() throws IOException {
    Files.deleteIfExists(parts.remove().file);
    sentBytes = 0;
  }

  /** The next lines, at most so many; waits for one, but not longer than this. */
  synchronized Optional<Batch> next(int most, long millis)
      throws IOException, InterruptedException {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    for (long left = millis; waiting == 0 && left > 0; ) {
      wait(left);
      left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
    }
    return waiting == 0 ? Optional.empty() : Optional.of(read(parts.peek(), most));
  }

  private Batch read(Part part, int most) throws IOException {
    List<String> lines = new ArrayList<>();
    try (RandomAccessFile file = new RandomAccessFile(part.file.toFile(), "r")) {
      file.seek(sentBytes);
      byte[] bytes = new byte[(int) (part.bytes - sentBytes)];
      file.readFully(bytes);
      int begin = 0;
      for (int i = 0; i < bytes.length && lines.size() < most; i++) {
        if (bytes[i] == '\n') {
          lines.add(new String(bytes, begin, i - begin, StandardCharsets.UTF_8));
          begin = i + 1;
        }
      }
      return new Batch(lines, part.number, sentBytes + begin);
    }
  }

  /** Removes lines that were sent, unless they were lost meanwhile. */
  synchronized void sent(Batch batch) throws IOException {
    Part oldest = parts.peek();
    if (oldest == null || oldest.number != batch.part()) {
      return;
    }
    sentBytes = batch.endBytes();
    waiting -= batch.lines().size();
    if (sentBytes == oldest.bytes) {
      removeOldest();
    }
    long number = parts.isEmpty() ? oldest.number + 1 : parts.peek().number;
    Files.writeString(place(), String.format(Locale.ROOT, "%020d %020d\n", number, sentBytes));
  }

  /** How many lines wait. */
  synchronized long waiting() {
    return waiting;
  }

  /** How many lines went unsent, as there was no room. */
  synchronized long lost() {
    return lost;
  }

  Path folder() {
    return folder;
  }

  @Override
  public void close() {
    try {
      lock.close();
    } catch (IOException e) {
      throw new ScissionLiteException(
          "cannot close %s: %s".formatted(folder, AtomicWrite.reason(e)), e);
    }
  }
}
