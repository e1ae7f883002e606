package org.scissionlite.cli.terminal;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Tells what is being done when it takes longer than a second, and every five seconds after. */
public final class SlowTaskNotice {
  private static final Duration FIRST = Duration.ofSeconds(1);
  private static final Duration INTERVAL = Duration.ofSeconds(5);

  private SlowTaskNotice() {}

  /**
   * Does some work.
   *
   * @param what is being done, such as "reading model.onnx"
   */
  public static <T> T during(String what, Consumer<String> teller, Supplier<T> work) {
    long start = System.nanoTime();
    ScheduledExecutorService clock =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "slow task notice");
              thread.setDaemon(true);
              return thread;
            });
    var unused =
        clock.scheduleAtFixedRate(
            () -> teller.accept("%s, %d s".formatted(what, seconds(start))),
            FIRST.toMillis(),
            INTERVAL.toMillis(),
            TimeUnit.MILLISECONDS);
    try {
      return work.get();
    } finally {
      clock.shutdownNow();
    }
  }

  private static long seconds(long startNanos) {
    return Duration.ofNanos(System.nanoTime() - startNanos).toSeconds();
  }
}
