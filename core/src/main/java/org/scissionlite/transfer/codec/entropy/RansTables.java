package org.scissionlite.transfer.codec.entropy;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.scissionlite.error.ScissionLiteException;

/**
 * What encoder and decoder share: the class of each element and the frequencies of each class.
 *
 * @param classes the class of each element
 * @param tables one for each class
 */
public record RansTables(ClassMap classes, List<SymbolTable> tables) {
  private static final int VERSION = 1;
  private static final int MOST_CLASSES = 256;

  public RansTables {
    tables = List.copyOf(tables);
    if (tables.isEmpty() || tables.size() > MOST_CLASSES) {
      throw new ScissionLiteException(
          "codec tables: expected 1 to %d classes, got %d".formatted(MOST_CLASSES, tables.size()));
    }
    ByteBuffer pattern = classes.pattern();
    while (pattern.hasRemaining()) {
      int number = pattern.get() & 0xFF;
      if (number >= tables.size()) {
        throw new ScissionLiteException(
            "codec tables: an element is of class %d, there are %d"
                .formatted(number, tables.size()));
      }
    }
  }

  /** The tables as a bundle carries them, little-endian. */
  public ByteBuffer toBytes() {
    int symbols = tables.stream().mapToInt(SymbolTable::size).sum();
    ByteBuffer pattern = classes.pattern();
    ByteBuffer bytes =
        ByteBuffer.allocate(7 * 4 + pattern.remaining() + 8 * tables.size() + 2 * symbols)
            .order(ByteOrder.LITTLE_ENDIAN);
    bytes.putInt(VERSION).putInt(classes.channels());
    bytes.putInt(classes.rows().count()).putInt(classes.rows().size());
    bytes.putInt(classes.columns().count()).putInt(classes.columns().size());
    bytes.put(pattern).putInt(tables.size());
    for (SymbolTable table : tables) {
      bytes.putInt(table.low()).putInt(table.size());
      for (int symbol = 0; symbol < table.size(); symbol++) {
        bytes.putShort((short) table.frequency(symbol));
      }
    }
    return bytes.flip().asReadOnlyBuffer();
  }

  /**
   * Reads tables.
   *
   * @throws ScissionLiteException if the bytes are no tables; memory is bounded by their number and
   *     by {@link ClassMap#MOST_ELEMENTS}
   */
  public static RansTables parse(ByteBuffer source) {
    ByteBuffer bytes = source.slice().order(ByteOrder.LITTLE_ENDIAN);
    try {
      RansTables tables = read(bytes);
      if (bytes.hasRemaining()) {
        throw new ScissionLiteException(
            "codec tables: %d bytes too many".formatted(bytes.remaining()));
      }
      return tables;
    } catch (BufferUnderflowException e) {
      throw new ScissionLiteException(
          "codec tables: cut off after %d bytes".formatted(bytes.limit()), e);
    }
  }

  private static RansTables read(ByteBuffer bytes) {
    int version = bytes.getInt();
    if (version != VERSION) {
      throw new ScissionLiteException(
          "codec tables: expected version %d, got %d".formatted(VERSION, version));
    }
    int channels = bytes.getInt();
    ClassMap.Tiles rows = new ClassMap.Tiles(bytes.getInt(), bytes.getInt());
    ClassMap.Tiles columns = new ClassMap.Tiles(bytes.getInt(), bytes.getInt());
    int pattern = ClassMap.patternLength(channels, rows, columns);
    if (pattern > bytes.remaining()) {
      throw new ScissionLiteException(
          "codec tables: expected %d classes, %d bytes are left"
              .formatted(pattern, bytes.remaining()));
    }
    ByteBuffer part = bytes.slice(bytes.position(), pattern);
    bytes.position(bytes.position() + pattern);
    ClassMap classes = new ClassMap(channels, rows, columns, part);
    List<SymbolTable> tables = new ArrayList<>();
    int count = bytes.getInt();
    for (int i = 0; i < count && i <= MOST_CLASSES; i++) {
      tables.add(readTable(bytes));
    }
    return new RansTables(classes, tables);
  }

  private static SymbolTable readTable(ByteBuffer bytes) {
    int low = bytes.getInt();
    int size = bytes.getInt();
    if (size < 1 || size > bytes.remaining() / 2) {
      throw new ScissionLiteException(
          "codec tables: a table of %d symbols, %d bytes are left"
              .formatted(size, bytes.remaining()));
    }
    int[] frequencies = new int[size];
    for (int symbol = 0; symbol < size; symbol++) {
      frequencies[symbol] = bytes.getShort() & 0xFFFF;
    }
    return new SymbolTable(low, frequencies);
  }
}
