package org.scissionlite.cli;

import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.function.LongSupplier;

/** Tells every few seconds how much is done and how long the rest will take. */
final class Progress implements IntConsumer {
  private static final long INTERVAL_NANOS = Duration.ofSeconds(5).toNanos();

  private final String things;
  private final int total;
  private final Consumer<String> teller;
  private final LongSupplier clock;
  private final long startNanos;
  private long toldNanos;

  Progress(String things, int total, Consumer<String> teller) {
    this(things, total, teller, System::nanoTime);
  }

  Progress(String things, int total, Consumer<String> teller, LongSupplier clock) {
    this.things = things;
    this.total = total;
    this.teller = teller;
    this.clock = clock;
    this.startNanos = clock.getAsLong();
    this.toldNanos = startNanos;
  }

  @Override
  public void accept(int done) {
    long now = clock.getAsLong();
    if (now - toldNanos >= INTERVAL_NANOS && done < total) {
      toldNanos = now;
      long leftSeconds = Duration.ofNanos((now - startNanos) / done * (total - done)).toSeconds();
      teller.accept("%,d of %,d %s, %,d s left".formatted(done, total, things, leftSeconds + 1));
    }
  }
}
