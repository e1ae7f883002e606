package org.scissionlite.transfer.codec;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.IntStream;
import org.scissionlite.model.Shape;
import org.scissionlite.model.Tensor;
import org.scissionlite.transfer.codec.entropy.ClassMap;
import org.scissionlite.transfer.codec.entropy.RansTables;

/** Counts the integers of wire tensors into static tables. */
public final class WireTables {
  private WireTables() {}

  /** Tables with one class for each channel of tensors [1,C,H,W]; C is 256 at most. */
  public static RansTables perChannel(List<Tensor> wires) {
    Shape shape = wires.get(0).shape();
    byte[] numbers = new byte[shape.dim(1)];
    IntStream.range(0, numbers.length).forEach(i -> numbers[i] = (byte) i);
    return count(
        new ClassMap(
            numbers.length,
            new ClassMap.Tiles(shape.dim(2), 1),
            new ClassMap.Tiles(shape.dim(3), 1),
            ByteBuffer.wrap(numbers)),
        numbers.length,
        wires);
  }

  /** Tables of the same classes as others, with the frequencies of these tensors. */
  static RansTables recounted(RansTables tables, List<Tensor> wires) {
    return count(tables.classes(), tables.tables().size(), wires);
  }

  private static RansTables count(ClassMap map, int classes, List<Tensor> wires) {
    ByteBuffer classOf = map.expanded();
    LevelCounts levels = new LevelCounts(classes);
    for (Tensor wire : wires) {
      short[] values = WireIntegers.read(wire);
      for (int i = 0; i < values.length; i++) {
        levels.add(classOf.get(i) & 0xFF, values[i]);
      }
    }
    return levels.tables(map);
  }
}
