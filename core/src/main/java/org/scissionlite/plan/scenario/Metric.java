package org.scissionlite.plan.scenario;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.scissionlite.error.UsageException;
import org.scissionlite.profile.Tier;

/** What a scenario costs; less is better. Times are in nanoseconds. */
public enum Metric {
  /** From the input to the answer, one request alone. */
  LATENCY(0),
  /** Bytes sent over all links. */
  BYTES(1),
  /** Work of the device: its blocks, DeviceTL and conversion. */
  DEVICE_TIME(2),
  /** Work of the edge. */
  EDGE_TIME(3),
  /** Work of the cloud. */
  CLOUD_TIME(4),
  /**
   * The slowest stage of the pipeline that systems and links form when requests follow each other:
   * a bottleneck of 20 ms allows 50 requests a second.
   */
  BOTTLENECK(5);

  /** Place in the search's arrays of costs, without gaps. */
  public final int index;

  Metric(int index) {
    this.index = index;
  }

  /** The work of a tier's system. */
  public static Metric timeOf(Tier tier) {
    return switch (tier) {
      case DEVICE -> DEVICE_TIME;
      case EDGE -> EDGE_TIME;
      case CLOUD -> CLOUD_TIME;
    };
  }

  /** The name in files and on the command line, such as "device-time". */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * The metric of a name.
   *
   * @throws UsageException for an unknown name; lists the valid ones
   */
  public static Metric named(String name) {
    List<String> names = Arrays.stream(values()).map(Metric::toString).toList();
    if (!names.contains(name)) {
      throw UsageException.unknownName("metric", name, names);
    }
    return values()[names.indexOf(name)];
  }
}
