package org.scissionlite.cli.offload.result;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Collectors;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.file.AtomicWrite;
import org.scissionlite.model.Tensor;
import org.scissionlite.model.Texts;

/**
 * A tensor as a file of NumPy's format 1.0: magic bytes, the length of a header, the header as a
 * Python literal that ends at a multiple of 64 bytes, the elements little-endian and row by row.
 * Texts are of type S: UTF-8, each as long as the longest, with zeros behind it.
 */
final class NpyFile {
  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0};
  private static final int ALIGNMENT = 64;
  private static final int LENGTH_BYTES = 2;

  private NpyFile() {}

  /**
   * Writes a file: whole, or not under this name.
   *
   * @throws ScissionLiteException if it cannot be written; names it
   */
  static void write(Path file, Tensor tensor) {
    Path draft = file.resolveSibling(file.getFileName() + ".partial");
    try {
      try (FileChannel out =
          FileChannel.open(
              draft,
              StandardOpenOption.CREATE,
              StandardOpenOption.TRUNCATE_EXISTING,
              StandardOpenOption.WRITE)) {
        writeFully(out, head(tensor));
        writeFully(out, tensor.type().isText() ? padded(tensor) : tensor.data());
      }
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new ScissionLiteException(
          "cannot write %s: %s".formatted(file, AtomicWrite.reason(e)), e);
    }
  }

  private static void writeFully(FileChannel out, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      int unused = out.write(bytes);
    }
  }

  private static ByteBuffer head(Tensor tensor) {
    String shape =
        tensor.shape().dims().stream().map(dim -> dim + ",").collect(Collectors.joining());
    String literal =
        "{'descr': '%s', 'fortran_order': False, 'shape': (%s), }".formatted(type(tensor), shape);
    int before = MAGIC.length + LENGTH_BYTES;
    int padding = ALIGNMENT - 1 - (before + literal.length()) % ALIGNMENT;
    byte[] header = (literal + " ".repeat(padding) + "\n").getBytes(StandardCharsets.US_ASCII);
    ByteBuffer head = ByteBuffer.allocate(before + header.length);
    head.put(MAGIC).put((byte) header.length).put((byte) (header.length >> 8)).put(header);
    return head.flip();
  }

  private static ByteBuffer padded(Tensor texts) {
    int longest = longest(texts);
    List<ByteBuffer> all = Texts.utf8(texts);
    ByteBuffer padded = ByteBuffer.allocate(Math.multiplyExact(longest, all.size()));
    for (int i = 0; i < all.size(); i++) {
      padded.position(i * longest).put(all.get(i));
    }
    return padded.rewind();
  }

  private static int longest(Tensor texts) {
    return Texts.utf8(texts).stream().mapToInt(ByteBuffer::remaining).reduce(1, Math::max);
  }

  private static String type(Tensor tensor) {
    return switch (tensor.elementType()) {
      case FLOAT16 -> "<f2";
      case BFLOAT16 -> "<V2";
      case FLOAT32 -> "<f4";
      case FLOAT64 -> "<f8";
      case INT8 -> "|i1";
      case INT16 -> "<i2";
      case INT32 -> "<i4";
      case INT64 -> "<i8";
      case UINT8 -> "|u1";
      case UINT16 -> "<u2";
      case UINT32 -> "<u4";
      case UINT64 -> "<u8";
      case BOOL -> "|b1";
      case STRING -> "|S" + longest(tensor);
    };
  }
}
