package org.scissionlite.offload.adaptive.decision;

/**
 * What one image told; times in nanoseconds.
 *
 * @param way that it went
 * @param atNanos when its answer was there, of {@link System#nanoTime}
 * @param deviceNanos in the device slice, or in the whole model, and on making the message
 * @param transferNanos on the link there and back; where no edge answered, waiting for it
 * @param queueNanos waiting for its turn at the edge
 * @param edgeNanos the edge's work
 * @param bytes that were sent
 * @param end how it ended
 * @param missed whether the answer came after its deadline, or the device had to give it
 */
public record Observation(
    Way way,
    long atNanos,
    double deviceNanos,
    double transferNanos,
    double queueNanos,
    double edgeNanos,
    long bytes,
    End end,
    boolean missed) {
  /** Who has answered. */
  public enum End {
    /** The edge, or the device on the way that needs none. */
    AS_PLANNED,
    /** The device, as the edge was too late. */
    LATE,
    /** The device, as no edge could be asked. */
    AWAY,
    /** Nobody. */
    FAILED
  }
}
