package org.scissionlite.benchmarks.survival;

/**
 * Something that was wrong for a while.
 *
 * @param fromMillis of the monotonic clock, which all processes share
 * @param toMillis of the same
 */
record Fault(Kind kind, long fromMillis, long toMillis) {
  /** What can be wrong. */
  enum Kind {
    EDGE_KILLED("edge killed"),
    LINK_CUT("link cut"),
    LINK_BAD("5 % of packets lost"),
    EDGE_SILENT("edge accepts, never answers"),
    EDGE_SLOW("edge stutters"),
    DEVICE_KILLED("device killed"),
    CLOCK_JUMPS("clock jumps");

    private final String words;

    Kind(String words) {
      this.words = words;
    }

    /** For people. */
    String words() {
      return words;
    }
  }
}
