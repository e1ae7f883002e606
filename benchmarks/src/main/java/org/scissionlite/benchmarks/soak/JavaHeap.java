package org.scissionlite.benchmarks.soak;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.Set;

/**
 * The heap that another Java process uses, read from the counters that HotSpot shares in a file for
 * tools such as jstat: the process itself is not disturbed. The young generation counts as a whole,
 * as it is filled again and again; the old one up to where it is filled, as what lies beyond was
 * not touched yet. It fills slowly until it is collected for the first time.
 */
final class JavaHeap {
  private static final Path FOLDER =
      Path.of("/tmp", "hsperfdata_" + System.getProperty("user.name"));
  private static final int MAGIC = 0xcafec0c0;
  private static final int FIRST_ENTRY = 24;
  private static final Set<String> COUNTED =
      Set.of("sun.gc.generation.0.capacity", "sun.gc.generation.1.space.0.used");

  private JavaHeap() {}

  /** Bytes; nothing where the process shares no counters. */
  static OptionalLong of(long process) {
    try {
      return read(ByteBuffer.wrap(Files.readAllBytes(FOLDER.resolve(String.valueOf(process)))));
    } catch (IOException | IndexOutOfBoundsException e) {
      return OptionalLong.empty();
    }
  }

  private static OptionalLong read(ByteBuffer file) {
    if (file.getInt(0) != MAGIC) {
      return OptionalLong.empty();
    }
    file.order(file.get(4) == 1 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    int entry = file.getInt(FIRST_ENTRY);
    long bytes = 0;
    for (int left = file.getInt(FIRST_ENTRY + 4); left > 0; left--) {
      if (COUNTED.contains(name(file, entry))) {
        bytes += file.getLong(entry + file.getInt(entry + 16));
      }
      entry += file.getInt(entry);
    }
    return bytes > 0 ? OptionalLong.of(bytes) : OptionalLong.empty();
  }

  private static String name(ByteBuffer file, int entry) {
    StringBuilder name = new StringBuilder();
    for (int i = entry + file.getInt(entry + 4); file.get(i) != 0; i++) {
      name.append((char) file.get(i));
    }
    return name.toString();
  }
}
