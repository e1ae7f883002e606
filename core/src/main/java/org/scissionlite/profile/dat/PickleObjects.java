package org.scissionlite.profile.dat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.scissionlite.error.UsageException;

/** The Python classes that a benchmark file may hold, and what becomes of them. */
final class PickleObjects {
  private static final String RECORD = "__main__.LayerBenchmark";
  private static final String DTYPE = "numpy.dtype";
  private static final Set<String> SCALARS =
      Set.of("numpy.core.multiarray.scalar", "numpy._core.multiarray.scalar");

  private static final int MOST_ATTRIBUTES = 64;

  private PickleObjects() {}

  /** A class or function that the file names; nothing is ever looked up or run. */
  record Global(String name) {}

  /** An instance of LayerBenchmark: its attributes. */
  record Attributes(Map<String, Object> values) {}

  /** A numpy number type, such as "f8". */
  record Dtype(String code) {}

  /**
   * The class of a name.
   *
   * @throws UsageException for any that a benchmark file does not need
   */
  static Global global(String place, String module, String name) {
    String full = module + "." + name;
    if (!full.equals(RECORD) && !full.equals(DTYPE) && !SCALARS.contains(full)) {
      String shown = full.length() > 80 ? full.substring(0, 77) + "..." : full;
      throw new UsageException(
          "%s: refused, the pickle names '%s'; a benchmark file holds only LayerBenchmark records"
              .formatted(place, shown.replaceAll("\\p{Cntrl}", "?")));
    }
    return new Global(full);
  }

  /** A new instance of a class, without arguments. */
  static Object instance(String place, Object type, Object arguments) {
    if (type instanceof Global global
        && global.name().equals(RECORD)
        && arguments instanceof List<?> list
        && list.isEmpty()) {
      return new Attributes(new TreeMap<>());
    }
    throw malformed(place, "an object of another class than LayerBenchmark");
  }

  /** The result of a call: only numpy's types and numbers can be called. */
  static Object call(String place, Object function, Object arguments) {
    if (function instanceof Global global && arguments instanceof List<?> list) {
      if (global.name().equals(DTYPE)
          && !list.isEmpty()
          && list.get(0) instanceof String code
          && List.of("f8", "f4", "i8", "i4").contains(code)) {
        return new Dtype(code);
      }
      if (SCALARS.contains(global.name())
          && list.size() == 2
          && list.get(0) instanceof Dtype type
          && list.get(1) instanceof ByteBuffer bytes
          && bytes.remaining() == type.code().charAt(1) - '0') {
        return number(type, bytes.duplicate().order(ByteOrder.LITTLE_ENDIAN));
      }
    }
    throw malformed(place, "a call that makes no number");
  }

  private static Object number(Dtype type, ByteBuffer bytes) {
    return switch (type.code()) {
      case "f8" -> bytes.getDouble();
      case "f4" -> (double) bytes.getFloat();
      case "i8" -> bytes.getLong();
      default -> (long) bytes.getInt();
    };
  }

  /** Gives an object its state. */
  static void build(String place, Object object, Object state) {
    if (object instanceof Attributes record
        && state instanceof Map<?, ?> attributes
        && attributes.size() <= MOST_ATTRIBUTES) {
      attributes.forEach((key, value) -> record.values().put((String) key, value));
    } else if (!(object instanceof Dtype && littleEndian(state))) {
      throw malformed(place, "state of an unexpected form");
    }
  }

  private static boolean littleEndian(Object state) {
    return state instanceof List<?> list && list.size() > 1 && list.get(1).equals("<");
  }

  static UsageException malformed(String place, String found) {
    return new UsageException(
        "%s: expected a pickle of LayerBenchmark records, found %s".formatted(place, found));
  }

  /** The bytes as a value of the file. */
  static ByteBuffer bytes(byte[] data, int from, int to) {
    return ByteBuffer.wrap(Arrays.copyOfRange(data, from, to));
  }
}
