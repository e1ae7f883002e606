package org.scissionlite.plan.search;

import java.util.Arrays;
import java.util.List;
import org.scissionlite.profile.CutProfile;
import org.scissionlite.profile.Profile;
import org.scissionlite.profile.SystemId;
import org.scissionlite.profile.Timing;
import org.scissionlite.profile.TransferLayerProfile;
import org.scissionlite.profile.WireSize;

/**
 * A profile as the search wants it: numbers by block, and by cut and transfer layer.
 *
 * <p>Times are whole nanoseconds held as doubles. Block times are scaled so that together they make
 * the whole model's time: blocks measured one by one add up to 3 to 11 % more or less than that.
 */
public final class SystemTable {
  public final SystemId id;

  /** What a slice takes whatever it holds: a system that runs anything takes it once. */
  public final double entryNanos;

  /** By block. */
  final double[] blockNanos;

  /** By cut and transfer layer; NaN where the layer does not apply. */
  public final double[][] send;

  /** By cut and transfer layer; NaN where the layer does not apply. */
  public final double[][] receive;

  /** By cut and transfer layer; null where the layer does not apply. */
  public final WireSize[][] sizes;

  /** What is counted with, by cut and transfer layer; 0 where the layer does not apply. */
  final long[][] expectedBytes;

  /** The largest message, by cut and transfer layer; 0 where the layer does not apply. */
  final long[][] mostBytes;

  private SystemTable(Profile profile, int specs) {
    id = profile.system();
    entryNanos = nanos(profile.entry());
    blockNanos = blockNanos(profile);
    int cuts = profile.cuts().size();
    send = new double[cuts][specs];
    receive = new double[cuts][specs];
    sizes = new WireSize[cuts][specs];
    expectedBytes = new long[cuts][specs];
    mostBytes = new long[cuts][specs];
  }

  /** The table of a profile; transfer layer 0 of the specs is "none". */
  static SystemTable of(Profile profile, List<String> specs) {
    SystemTable table = new SystemTable(profile, specs.size());
    for (int cut = 0; cut < profile.cuts().size(); cut++) {
      table.fill(cut, profile.cuts().get(cut), specs);
    }
    return table;
  }

  /** The time of each block, so that together they make the whole model's. */
  public static double[] blockNanos(Profile profile) {
    double scale = scale(profile);
    return profile.blocks().stream()
        .mapToDouble(block -> Math.rint(nanos(block.execution()) * scale))
        .toArray();
  }

  /**
   * At the input a slice of its own runs the encoder; elsewhere it is part of the blocks' slice.
   */
  private void fill(int index, CutProfile cut, List<String> specs) {
    Arrays.fill(send[index], Double.NaN);
    Arrays.fill(receive[index], Double.NaN);
    double conversion = nanos(cut.conversion());
    set(index, 0, conversion, conversion, WireSize.fixed(cut.bytes()));
    for (TransferLayerProfile layer : cut.transferLayers()) {
      int spec = specs.indexOf(layer.spec());
      double begin = index == 0 ? entryNanos : 0;
      set(index, spec, begin + nanos(layer.deviceTL()), nanos(layer.edgeTL()), layer.size());
    }
  }

  private void set(int cut, int spec, double sendNanos, double receiveNanos, WireSize size) {
    send[cut][spec] = sendNanos;
    receive[cut][spec] = receiveNanos;
    sizes[cut][spec] = size;
  }

  private static double nanos(Timing timing) {
    return (double) timing.medianNanos();
  }

  private static double scale(Profile profile) {
    long sum = profile.blocks().stream().mapToLong(block -> block.execution().medianNanos()).sum();
    long whole = profile.wholeModel().medianNanos();
    return sum > 0 && whole > 0 ? (double) whole / sum : 1;
  }

  /**
   * Shares what the systems know of sizes: how many bytes a layer sends does not depend on the
   * machine, so what one counted on images holds for one that did not.
   */
  static void shareSizes(List<SystemTable> systems) {
    WireSize[][] known = new WireSize[systems.get(0).sizes.length][];
    Arrays.setAll(known, cut -> new WireSize[systems.get(0).sizes[cut].length]);
    systems.forEach(system -> system.mergeSizes(known, known));
    for (SystemTable system : systems) {
      system.mergeSizes(known, system.sizes);
      system.layOut();
    }
  }

  /** Copies the sizes to where the search, which asks for millions of them, finds them at once. */
  private void layOut() {
    for (int cut = 0; cut < sizes.length; cut++) {
      for (int spec = 0; spec < sizes[cut].length; spec++) {
        if (sizes[cut][spec] != null) {
          expectedBytes[cut][spec] = sizes[cut][spec].expectedBytes();
          mostBytes[cut][spec] = sizes[cut][spec].mostBytes();
        }
      }
    }
  }

  /** Writes what this system or the others know into a table. */
  private void mergeSizes(WireSize[][] known, WireSize[][] target) {
    for (int cut = 0; cut < sizes.length; cut++) {
      for (int spec = 0; spec < sizes[cut].length; spec++) {
        WireSize own = sizes[cut][spec];
        WireSize others = known[cut][spec];
        if (own != null) {
          target[cut][spec] = others == null ? own : own.or(others);
        }
      }
    }
  }

  /** Time of a slice with the blocks from one to another, the second exclusive. */
  public double executionNanos(int fromBlock, int toBlock) {
    double sum = entryNanos;
    for (int b = fromBlock; b < toBlock; b++) {
      sum += blockNanos[b];
    }
    return sum;
  }
}
