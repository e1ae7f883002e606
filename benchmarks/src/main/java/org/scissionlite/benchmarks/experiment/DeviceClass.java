package org.scissionlite.benchmarks.experiment;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.scissionlite.error.UsageException;

/**
 * A device that is emulated by a quota of processor time: as much of one core as lets DenseNet169
 * take on this machine what was published for it.
 */
public enum DeviceClass {
  /** The processor of a Jetson TX2: 0.92 s, the paper's example. */
  TX2("Jetson TX2 CPU", 920),
  /** A Raspberry Pi 4: 1.61 s, from the published profiles of Scission. */
  RPI4("Raspberry Pi 4", 1_608),
  /** A device as fast as this machine: no quota. */
  FAST("fast device", 0);

  private final String words;
  private final double millis;

  DeviceClass(String words, double densenet169Millis) {
    this.words = words;
    this.millis = densenet169Millis;
  }

  /**
   * The class of a name.
   *
   * @throws UsageException for another name; lists the valid ones
   */
  public static DeviceClass named(String name) {
    return Arrays.stream(values())
        .filter(each -> each.id().equals(name))
        .findFirst()
        .orElseThrow(
            () -> UsageException.unknownName("device class", name, List.of("tx2", "rpi4", "fast")));
  }

  /** Its name on the command line and in files. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** As tables call it. */
  public String words() {
    return words;
  }

  /** What DenseNet169 takes on it; 0 for as long as on this machine. */
  public double densenet169Millis() {
    return millis;
  }

  /** How many times longer than one core of a machine it takes, at least 1. */
  public double slowdown(MachineFacts here) {
    return Math.max(1, millis / here.densenet169Millis());
  }

  /**
   * Of how many parts of processor time it gets one, so that DenseNet169 takes under that quota
   * what was published for it; at least 1, as a quota makes nothing faster.
   */
  public double quota(MachineFacts here) {
    return Math.max(1, slowdown(here) / here.heldFactor());
  }
}
