package org.scissionlite.offload.adaptive.decision;

/**
 * What one image told; times in nanoseconds.
 *
 * @param way that it went
 * @param step of the way's dial; 0 without one
 * @param atNanos when its answer was there, of {@link System#nanoTime}
 * @param deviceNanos in the device slice, or in the whole model, and on making the message
 * @param transferNanos on the link there and back; where the edge was late, waiting for it since
 *     the image was sent
 * @param queueNanos waiting for its turn at the edge
 * @param edgeNanos the edge's work
 * @param bytes that were sent
 * @param end how it ended
 * @param restNanos for how long no edge had been asked then, as all rest after a failure; 0 if one
 *     is
 * @param missed whether the answer came after its deadline, or the device had to give it
 */
public record Observation(
    Way way,
    int step,
    long atNanos,
    double deviceNanos,
    double transferNanos,
    double queueNanos,
    double edgeNanos,
    long bytes,
    End end,
    long restNanos,
    boolean missed) {
  /** Who has answered. */
  public enum End {
    /** The edge, or the device on the way that needs none. */
    AS_PLANNED,
    /** The device, as the edge was too late. */
    LATE,
    /** The device, as no edge was asked, or the one that was asked broke off. */
    UNASKED,
    /** Nobody. */
    FAILED
  }
}
