package org.scissionlite.cli.offload;

import java.time.Duration;
import java.util.Locale;
import java.util.function.Consumer;
import org.scissionlite.error.UsageException;
import org.scissionlite.offload.rehearsal.Rehearsal;
import org.scissionlite.offload.rehearsal.Rehearsal.Outcome;
import org.scissionlite.onnx.runtime.OrtEngine;
import picocli.CommandLine.Option;

/** How long a side rehearses before it says that it is ready. */
final class RehearsalOption {
  private static final double USUAL_SECONDS = 8;

  @Option(
      names = "--rehearse",
      paramLabel = "S",
      description =
          "Seconds in which a small model is run across a device and an edge in this process, so that the first images find compiled code; 0 for none. Default: at most 8 for what runs until it is stopped, else 0.")
  private Double seconds;

  /**
   * Rehearses.
   *
   * @param isEndless whether this process runs until it is stopped
   * @throws UsageException for a negative time
   */
  void run(boolean isEndless, Consumer<String> tell) {
    double wanted = seconds == null ? (isEndless ? USUAL_SECONDS : 0) : seconds;
    if (!(wanted >= 0 && wanted <= 600)) {
      throw new UsageException("--rehearse: expected 0 to 600 s, got " + seconds);
    }
    if (wanted > 0) {
      Duration most = Duration.ofMillis(Math.round(1000 * wanted));
      Outcome outcome = new Rehearsal(new OrtEngine(), most, Rehearsal.ENOUGH).run();
      tell.accept(
          String.format(
              Locale.ROOT,
              "rehearsed %,d requests in %.1f s: %.2f ms at the beginning, %.2f ms at the end",
              outcome.requests(),
              outcome.nanos() / 1e9,
              outcome.firstNanos() / 1e6,
              outcome.lastNanos() / 1e6));
    }
  }
}
