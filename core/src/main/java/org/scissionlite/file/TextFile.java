package org.scissionlite.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Text files that a person writes, with whatever editor or spreadsheet. */
public final class TextFile {
  private static final long LARGEST_FILE = 256L << 20;

  private TextFile() {}

  /**
   * The lines of a file: UTF-8, or what its byte order mark says (UTF-16, too); the mark itself is
   * no part of the text.
   *
   * @throws CharacterCodingException if it is no such text
   * @throws IOException if it cannot be read or is over 256 MiB
   */
  public static List<String> lines(Path file) throws IOException {
    if (Files.size(file) > LARGEST_FILE) {
      throw new IOException("too large for a text file");
    }
    return text(Files.readAllBytes(file)).lines().toList();
  }

  private static String text(byte[] bytes) throws CharacterCodingException {
    if (startsWith(bytes, 0xFE, 0xFF)) {
      return decoded(bytes, 2, StandardCharsets.UTF_16BE);
    }
    if (startsWith(bytes, 0xFF, 0xFE)) {
      return decoded(bytes, 2, StandardCharsets.UTF_16LE);
    }
    return decoded(bytes, startsWith(bytes, 0xEF, 0xBB, 0xBF) ? 3 : 0, StandardCharsets.UTF_8);
  }

  private static boolean startsWith(byte[] bytes, int... mark) {
    if (bytes.length < mark.length) {
      return false;
    }
    for (int i = 0; i < mark.length; i++) {
      if ((bytes[i] & 0xFF) != mark[i]) {
        return false;
      }
    }
    return true;
  }

  private static String decoded(byte[] bytes, int from, Charset charset)
      throws CharacterCodingException {
    return charset
        .newDecoder()
        .decode(ByteBuffer.wrap(bytes, from, bytes.length - from))
        .toString();
  }
}
