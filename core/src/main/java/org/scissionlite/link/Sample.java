package org.scissionlite.link;

import java.util.Objects;
import org.scissionlite.error.UsageException;

/**
 * One message over a link, as it was measured.
 *
 * @param message its bytes each way
 * @param silenceMillis how long the connection carried nothing before; infinite for a new one
 * @param millis from the first byte sent to the answer received, without the other side's work
 */
public record Sample(Message message, double silenceMillis, double millis) {
  public Sample {
    Objects.requireNonNull(message, "message of a sample is missing");
    if (!(silenceMillis >= 0) || !(millis >= 0) || Double.isInfinite(millis)) {
      throw new UsageException(
          "sample: expected times of 0 ms or more, got %s after %s"
              .formatted(millis, silenceMillis));
    }
  }
}
