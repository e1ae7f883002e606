package org.scissionlite.bundle;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.error.UsageException;
import org.scissionlite.file.AtomicWrite;
import org.scissionlite.transfer.Codec;
import org.scissionlite.transfer.Codecs;

/**
 * A bundle that was opened: its files are there and are those of the manifest.
 *
 * @param folder where it lies
 * @param manifest what it holds
 */
public record Bundle(Path folder, Manifest manifest) {
  private static final ByteBuffer NO_TABLES = ByteBuffer.allocate(0).asReadOnlyBuffer();

  /**
   * The codec of a tensor that crosses the wire, with its tables.
   *
   * @throws UsageException for an unknown codec
   * @throws ScissionLiteException if its tables cannot be read
   */
  public Codec codec(WireTensor wire) {
    return Codecs.of(wire.codec(), wire.tables() == null ? NO_TABLES : read(wire.tables()));
  }

  private ByteBuffer read(SliceFile file) {
    try {
      return ByteBuffer.wrap(Files.readAllBytes(file(file))).asReadOnlyBuffer();
    } catch (IOException e) {
      throw new ScissionLiteException(
          "bundle %s: cannot read '%s': %s".formatted(folder, file.path(), AtomicWrite.reason(e)),
          e);
    }
  }

  /** Where a file of the bundle lies. */
  public Path file(SliceFile file) {
    return folder.resolve(file.path());
  }
}
