package org.scissionlite.offload.stream;

import org.scissionlite.error.UsageException;

/**
 * How a stream runs.
 *
 * @param whenBehind what happens when pictures come faster than they are answered
 * @param queue how many pictures may wait for their turn
 * @param inFlight how many may be in work at a time, from being read to their result being
 *     delivered; 1 answers one after another
 * @param ordered whether results come in the order of the pictures, else as they are ready
 */
public record StreamOptions(WhenBehind whenBehind, int queue, int inFlight, boolean ordered) {
  /** Enough for one picture being read, one in the device slice and two on the way. */
  public static final int USUAL_IN_FLIGHT = 4;

  /** How many wait, where nothing else is asked for. */
  public static final int USUAL_QUEUE = 8;

  private static final int MOST = 10_000;

  public StreamOptions {
    requireSensible(queue, "waiting pictures");
    requireSensible(inFlight, "pictures in flight");
  }

  private static void requireSensible(int value, String what) {
    if (value < 1 || value > MOST) {
      throw new UsageException("expected 1 to %d %s, got %d".formatted(MOST, what, value));
    }
  }

  /** A stream that loses nothing, with results in the order of the pictures. */
  public static StreamOptions usual() {
    return new StreamOptions(WhenBehind.WAIT, USUAL_QUEUE, USUAL_IN_FLIGHT, true);
  }

  /** The same with another policy. */
  public StreamOptions when(WhenBehind value) {
    return new StreamOptions(value, queue, inFlight, ordered);
  }

  /** The same with so many that may wait. */
  public StreamOptions withQueue(int value) {
    return new StreamOptions(whenBehind, value, inFlight, ordered);
  }

  /** The same with so many in work. */
  public StreamOptions withInFlight(int value) {
    return new StreamOptions(whenBehind, queue, value, ordered);
  }

  /** The same with results as they are ready. */
  public StreamOptions unordered() {
    return new StreamOptions(whenBehind, queue, inFlight, false);
  }
}
