package org.scissionlite.cli.terminal;

import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.function.LongSupplier;

/** Tells every five seconds how many of some things are done and how long the rest will take. */
public final class Progress implements IntConsumer {
  private static final Duration INTERVAL = Duration.ofSeconds(5);

  private final String things;
  private final int total;
  private final Consumer<String> teller;
  private final ProgressPace pace;

  public Progress(String things, int total, Consumer<String> teller) {
    this(things, total, teller, System::nanoTime);
  }

  public Progress(String things, int total, Consumer<String> teller, LongSupplier clock) {
    this.things = things;
    this.total = total;
    this.teller = teller;
    this.pace = new ProgressPace(INTERVAL, clock);
  }

  @Override
  public void accept(int done) {
    if (done < total && pace.isDue()) {
      long left = (long) pace.secondsLeft(done, total) + 1;
      teller.accept("%,d of %,d %s, %,d s left".formatted(done, total, things, left));
    }
  }
}
