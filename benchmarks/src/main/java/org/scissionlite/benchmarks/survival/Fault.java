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
    CLOCK_JUMPS("clock jumps"),
    DISK_FULL("disk of the cache full", "cannot keep bundle"),
    DOWNLOAD_DAMAGED("download damaged", "sends other bytes of");

    private final String words;
    private final String sign;

    Kind(String words) {
      this(words, "");
    }

    Kind(String words, String sign) {
      this.words = words;
      this.sign = sign;
    }

    /** What the device says of it; empty where it need not say anything. */
    String sign() {
      return sign;
    }

    /** For people. */
    String words() {
      return words;
    }
  }
}
