package org.scissionlite.offload.stream;

import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.scissionlite.offload.device.ServedBy;

/** Counts results, in the same little memory however many they are. */
final class StreamStatistics {
  private static final int DIGITS = 3;
  private static final long LONGEST_MICROS = TimeUnit.HOURS.toMicros(1);

  private final Histogram micros = new Histogram(LONGEST_MICROS, DIGITS);
  private long beginNanos;
  private long endNanos;
  private long byEdge;
  private long byDevice;
  private long dropped;
  private long failed;

  /** A picture has come. */
  synchronized void begin() {
    if (beginNanos == 0) {
      beginNanos = System.nanoTime();
    }
  }

  synchronized void count(FrameResult result) {
    endNanos = System.nanoTime();
    if (result instanceof FrameResult.Answered answered) {
      micros.recordValue(micros(answered.latency().totalNanos()));
      if (answered.answer().servedBy() instanceof ServedBy.Edge) {
        byEdge++;
      } else {
        byDevice++;
      }
    } else if (result instanceof FrameResult.Failed) {
      failed++;
    } else {
      dropped++;
    }
  }

  private static long micros(long nanos) {
    return Math.min(TimeUnit.NANOSECONDS.toMicros(nanos), LONGEST_MICROS);
  }

  synchronized StreamSummary summary() {
    long answered = byEdge + byDevice;
    return new StreamSummary(
        answered + dropped + failed,
        byEdge,
        byDevice,
        dropped,
        failed,
        answered == 0 ? 0 : answered * 1e9 / Math.max(1, endNanos - beginNanos),
        quantile(answered, 50),
        quantile(answered, 95));
  }

  private long quantile(long answered, double percent) {
    return answered == 0 ? 0 : TimeUnit.MICROSECONDS.toNanos(micros.getValueAtPercentile(percent));
  }
}
