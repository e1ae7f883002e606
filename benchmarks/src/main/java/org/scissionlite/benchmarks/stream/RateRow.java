package org.scissionlite.benchmarks.stream;

import java.util.Locale;

/**
 * One scenario over one link. Times are medians of images that were answered one after another.
 *
 * @param megabits the link's rate, a second
 * @param roundTripMillis the link's round trip
 * @param sentBytes of one request
 * @param readMillis reading, decoding and preprocessing a picture
 * @param deviceMillis in the device slice, and making the message
 * @param edgeMillis in the edge slice
 * @param singleMillis an image by itself, from reading to answer
 * @param imagesPerSecond of the stream
 */
public record RateRow(
    String scenario,
    double megabits,
    double roundTripMillis,
    long sentBytes,
    double readMillis,
    double deviceMillis,
    double edgeMillis,
    double singleMillis,
    double imagesPerSecond) {
  private static final double BITS = 8;

  /** How long the request takes to enter the link: the time for which it keeps others out. */
  public double linkMillis() {
    return sentBytes * BITS / (megabits * 1000);
  }

  /** The stage that takes longest. */
  double slowestMillis() {
    return Math.max(Math.max(readMillis, deviceMillis), Math.max(linkMillis(), edgeMillis));
  }

  /** What the slowest stage allows. */
  double mostImagesPerSecond() {
    return 1000 / slowestMillis();
  }

  /** The share of it that was reached. */
  double share() {
    return imagesPerSecond / mostImagesPerSecond();
  }

  String text() {
    return String.format(
        Locale.ROOT,
        "| %s | %.0f Mbit/s, %.1f ms | %,d | %.1f | %.1f | %.1f | %.1f | %.1f | %.1f | %.1f | %.0f %% |",
        scenario,
        megabits,
        roundTripMillis,
        sentBytes,
        readMillis,
        deviceMillis,
        linkMillis(),
        edgeMillis,
        singleMillis,
        mostImagesPerSecond(),
        imagesPerSecond,
        100 * share());
  }
}
