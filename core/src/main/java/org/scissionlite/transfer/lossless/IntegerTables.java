package org.scissionlite.transfer.lossless;

import java.nio.ByteBuffer;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.scissionlite.model.Shape;
import org.scissionlite.model.Tensor;
import org.scissionlite.transfer.codec.LevelCounts;
import org.scissionlite.transfer.codec.WireIntegers;
import org.scissionlite.transfer.codec.entropy.ClassMap;
import org.scissionlite.transfer.codec.entropy.RansTables;

/**
 * Static tables for the integers of a quantised tensor. Channels share a table where there are too
 * few samples for one each: those of similar spread go together.
 */
final class IntegerTables {
  private static final int MOST_CLASSES = 256;

  /** As many values as a table of up to 256 symbols is learned from. */
  private static final long VALUES_OF_A_CLASS = 4096;

  private final Axes axes;
  private final List<short[]> samples;

  private IntegerTables(Axes axes, List<short[]> samples) {
    this.axes = axes;
    this.samples = samples;
  }

  static RansTables of(List<Tensor> tensors) {
    Axes axes = Axes.of(tensors.get(0).shape());
    return new IntegerTables(axes, tensors.stream().map(WireIntegers::read).toList()).tables();
  }

  /**
   * Where the channels of a tensor lie: axis 1 of [N,C,H,W], the last axis of [N,T,C]; a vector has
   * a single one.
   *
   * @param outer elements before the axis
   * @param channels of the axis
   * @param inner elements behind it
   */
  private record Axes(int outer, int channels, int inner) {
    static Axes of(Shape shape) {
      int axis = shape.rank() == 3 ? 2 : 1;
      if (shape.rank() < 3) {
        return new Axes(1, 1, Math.toIntExact(shape.elements()));
      }
      int outer =
          (int) shape.dims().stream().limit(axis).mapToLong(dim -> dim).reduce(1, (a, b) -> a * b);
      int channels = shape.dim(axis);
      return new Axes(outer, channels, (int) (shape.elements() / outer / channels));
    }

    int channel(int element) {
      return element / inner % channels;
    }

    /** The classes of the channels as the class of each element. */
    ClassMap map(byte[] classes) {
      if (inner == 1) {
        return new ClassMap(
            1,
            new ClassMap.Tiles(outer, 1),
            new ClassMap.Tiles(1, channels),
            ByteBuffer.wrap(classes));
      }
      byte[] all = new byte[outer * channels];
      IntStream.range(0, all.length).forEach(i -> all[i] = classes[i % channels]);
      return new ClassMap(
          all.length, new ClassMap.Tiles(1, 1), new ClassMap.Tiles(inner, 1), ByteBuffer.wrap(all));
    }
  }

  private RansTables tables() {
    byte[] classes = classes();
    int count = IntStream.range(0, classes.length).map(i -> classes[i] & 0xFF).max().orElse(0) + 1;
    LevelCounts levels = new LevelCounts(count);
    for (short[] values : samples) {
      for (int i = 0; i < values.length; i++) {
        levels.add(classes[axes.channel(i)] & 0xFF, values[i]);
      }
    }
    return levels.tables(axes.map(classes));
  }

  /** The class of each channel: those of similar spread share one. */
  private byte[] classes() {
    int channels = axes.channels();
    long values = (long) samples.size() * samples.get(0).length;
    long count = Math.min(Math.min(channels, MOST_CLASSES), 1 + values / VALUES_OF_A_CLASS);
    double[] spread = spread();
    int[] ranked =
        IntStream.range(0, channels)
            .boxed()
            .sorted(Comparator.comparingDouble(channel -> spread[channel]))
            .mapToInt(Integer::intValue)
            .toArray();
    byte[] classes = new byte[channels];
    for (int rank = 0; rank < channels; rank++) {
      classes[ranked[rank]] = (byte) (rank * count / channels);
    }
    return classes;
  }

  /** The mean square of each channel about its mean. */
  private double[] spread() {
    double[] sums = new double[axes.channels()];
    double[] squares = new double[axes.channels()];
    for (short[] values : samples) {
      for (int i = 0; i < values.length; i++) {
        sums[axes.channel(i)] += values[i];
        squares[axes.channel(i)] += (double) values[i] * values[i];
      }
    }
    double each = (double) samples.size() * samples.get(0).length / axes.channels();
    return IntStream.range(0, sums.length)
        .mapToDouble(c -> squares[c] / each - sums[c] / each * (sums[c] / each))
        .toArray();
  }
}
