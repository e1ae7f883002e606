package org.scissionlite.offload.adaptive.decision;

/**
 * What a way would take now, in nanoseconds.
 *
 * @param deviceNanos the device's work
 * @param transferNanos the link, there and back
 * @param edgeNanos the edge's work, waiting for its turn included
 * @param slowestNanos the stage that takes longest, which bounds how many images are answered in a
 *     second
 * @param tried whether it has run, so that nothing was guessed
 */
record Forecast(
    Way way,
    double deviceNanos,
    double transferNanos,
    double edgeNanos,
    double slowestNanos,
    boolean tried) {
  /** From image to answer, without waiting for other images. */
  double aloneNanos() {
    return deviceNanos + transferNanos + edgeNanos;
  }
}
