package org.scissionlite.benchmarks.soak;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Two processes that run at full rate while their memory is watched. The device takes the paths of
 * pictures on standard input, and prints a line for each.
 */
final class Soak implements AutoCloseable {
  private static final Duration SHORTEST = Duration.ofMillis(100);
  private static final Duration LONGEST = Duration.ofMinutes(1);
  private static final int SAMPLES = 400;
  private static final long PATIENCE_SECONDS = 60;

  private final Process edge;
  private final Process device;
  private final AtomicLong answers = new AtomicLong();
  private final Map<String, List<MemorySample>> samples = new LinkedHashMap<>();

  /** Both run, and are ended with it. */
  Soak(Process edge, Process device) {
    this.edge = edge;
    this.device = device;
    samples.put("device", new ArrayList<>());
    samples.put("edge", new ArrayList<>());
  }

  /**
   * Runs.
   *
   * @param pictures paths that are given again and again
   * @param percent how far memory may grow
   * @param table gets each sample as a line of CSV, at once
   * @throws IllegalStateException if a process ends too early, or the device with an error
   */
  SoakReport run(List<Path> pictures, Duration duration, double percent, Path table)
      throws IOException, InterruptedException {
    start("soak-feeder", () -> feed(pictures));
    start("soak-counter", this::count);
    long begin = System.nanoTime();
    try (Writer lines = Files.newBufferedWriter(table)) {
      lines.write("seconds,answers,device_rss,device_native,edge_rss,edge_native\n");
      for (double now = 0;
          now < duration.toNanos() / 1e9;
          now = (System.nanoTime() - begin) / 1e9) {
        lines.write(look(now));
        lines.flush();
        TimeUnit.NANOSECONDS.sleep(interval(duration).toNanos());
      }
    }
    double seconds = (System.nanoTime() - begin) / 1e9;
    end();
    return SoakReport.of(answers.get(), seconds, samples, percent);
  }

  static Duration interval(Duration duration) {
    Duration even = duration.dividedBy(SAMPLES);
    return even.compareTo(SHORTEST) < 0 ? SHORTEST : even.compareTo(LONGEST) > 0 ? LONGEST : even;
  }

  private static void start(String name, Runnable work) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    thread.start();
  }

  private void feed(List<Path> pictures) {
    try (Writer paths = device.outputWriter()) {
      for (long i = 0; device.isAlive() && !Thread.currentThread().isInterrupted(); i++) {
        paths.write(pictures.get((int) (i % pictures.size())).toAbsolutePath() + "\n");
      }
    } catch (IOException e) {
      // The device has ended, or was told to.
    }
  }

  private void count() {
    try (var lines = device.inputReader()) {
      while (lines.readLine() != null) {
        answers.incrementAndGet();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String look(double seconds) {
    StringBuilder line =
        new StringBuilder(String.format(Locale.ROOT, "%.2f,%d", seconds, answers.get()));
    for (Map.Entry<String, List<MemorySample>> side : samples.entrySet()) {
      Process process = side.getKey().equals("edge") ? edge : device;
      List<MemorySample> before = side.getValue();
      double heap = before.isEmpty() ? 0 : before.get(before.size() - 1).heapBytes();
      MemorySample sample =
          MemorySample.of(process, seconds, heap)
              .filter(each -> process.isAlive())
              .orElseThrow(
                  () -> new IllegalStateException("the " + side.getKey() + " ended too early"));
      before.add(sample);
      line.append(
          String.format(Locale.ROOT, ",%.0f,%.0f", sample.residentBytes(), sample.nativeBytes()));
    }
    return line.append('\n').toString();
  }

  /** SIGTERM: what is in work is still answered. */
  private void end() throws InterruptedException {
    device.destroy();
    if (!device.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      throw new IllegalStateException("the device did not end when it was told to");
    }
  }

  @Override
  public void close() {
    device.destroyForcibly();
    edge.destroyForcibly();
  }
}
