package org.scissionlite.benchmarks.soak;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.scissionlite.benchmarks.load.DevicesChild;
import org.scissionlite.benchmarks.load.Measured;
import org.scissionlite.plan.capacity.Arrivals;

/**
 * An edge that many devices ask for a long time, while its memory is watched: their images come by
 * chance, then each gives a request up as often as it keeps one, then all of them leave and come
 * back, again and again.
 */
final class Crowd implements AutoCloseable {
  private static final double MOST_ROUND_SECONDS = 15;
  private static final int LEAST_ROUNDS = 8;
  private static final int GIVEN_UP = 2;

  private final Process edge;
  private final DevicesChild devices;
  private final int port;
  private final Arrivals arrivals;
  private final AtomicLong answers = new AtomicLong();
  private final AtomicLong refused = new AtomicLong();
  private volatile Exception failure;
  private volatile boolean over;

  /**
   * Both run, and are ended with it.
   *
   * @param port of the edge
   * @param arrivals of the devices' images
   */
  Crowd(Process edge, DevicesChild devices, int port, Arrivals arrivals) {
    this.edge = edge;
    this.devices = devices;
    this.port = port;
    this.arrivals = arrivals;
  }

  /**
   * Runs.
   *
   * @param percent how far the edge's memory may grow
   * @param table gets each sample as a line of CSV, at once
   * @throws IllegalStateException if the edge or the devices end too early
   */
  SoakReport run(Duration duration, double percent, Path table)
      throws IOException, InterruptedException {
    double round = Math.min(MOST_ROUND_SECONDS, duration.toNanos() / 1e9 / LEAST_ROUNDS);
    Thread asking = new Thread(() -> ask(round), "crowd");
    asking.setDaemon(true);
    asking.start();
    List<MemorySample> samples = new ArrayList<>();
    long begin = System.nanoTime();
    double now = 0;
    try (Writer lines = Files.newBufferedWriter(table)) {
      lines.write("seconds,answers,refused,edge_rss,edge_native\n");
      for (; now < duration.toNanos() / 1e9; now = (System.nanoTime() - begin) / 1e9) {
        lines.write(look(now, samples));
        lines.flush();
        TimeUnit.NANOSECONDS.sleep(Soak.interval(duration).toNanos());
      }
    }
    over = true;
    asking.join();
    return SoakReport.of(answers.get(), now, Map.of("edge", samples), percent);
  }

  /** Requests that had no answer and were not given up. */
  long refused() {
    return refused.get();
  }

  /** Round after round; the last one is played to its end. */
  private void ask(double seconds) {
    try {
      do {
        devices.connect(port, arrivals.cameras());
        Measured measured = devices.openLoop(arrivals, seconds);
        answers.addAndGet(measured.answers() + (long) devices.givingUp(GIVEN_UP));
        refused.addAndGet(measured.refused());
      } while (!over);
    } catch (IOException | RuntimeException e) {
      failure = e;
    }
  }

  private String look(double seconds, List<MemorySample> before) {
    double heap = before.isEmpty() ? 0 : before.get(before.size() - 1).heapBytes();
    if (failure != null) {
      throw new IllegalStateException("the devices ended too early", failure);
    }
    MemorySample sample =
        MemorySample.of(edge, seconds, heap)
            .filter(each -> edge.isAlive())
            .orElseThrow(() -> new IllegalStateException("the edge ended too early"));
    before.add(sample);
    return String.format(
        Locale.ROOT,
        "%.2f,%d,%d,%.0f,%.0f%n",
        seconds,
        answers.get(),
        refused.get(),
        sample.residentBytes(),
        sample.nativeBytes());
  }

  @Override
  public void close() {
    devices.close();
    edge.destroyForcibly();
  }
}
