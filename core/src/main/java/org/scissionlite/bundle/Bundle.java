package org.scissionlite.bundle;

import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.List;
import org.scissionlite.engine.Engine;
import org.scissionlite.engine.Session;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.error.UsageException;
import org.scissionlite.transfer.codec.Codec;
import org.scissionlite.transfer.codec.Codecs;

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
    return Codecs.of(wire.codec(), wire.tables() == null ? NO_TABLES : tables(wire.tables()));
  }

  /**
   * The steps of a scenario's dial, the finest first; a single one where it has none.
   *
   * @throws ScissionLiteException if the tables of a codec cannot be read
   */
  public List<DialStep> steps(SplitScenario scenario) {
    return DialStep.of(scenario.wire().stream().map(this::codec).toList());
  }

  private ByteBuffer tables(SliceFile file) {
    return new BundleFiles(folder).content(file);
  }

  /**
   * A slice with its bytes, read once and checked: the way to run or read it.
   *
   * @throws ScissionLiteException if the file is missing, changed, or outside the folder
   */
  public VerifiedSlice content(SliceFile slice) {
    return new VerifiedSlice(new BundleFiles(folder), slice);
  }

  /**
   * Opens a slice whose bytes are those of the manifest.
   *
   * @param threads how many threads one operator may use
   * @throws ScissionLiteException if a file of it is missing or changed, or the engine cannot run
   *     it
   */
  public Session open(SliceFile slice, Engine engine, int threads) {
    return content(slice).open(engine, threads);
  }

  /**
   * Opens a file of the bundle to copy its bytes, whose hash is for the reader to check.
   *
   * @throws ScissionLiteException if it is missing, of another length, or outside the folder
   */
  public FileChannel channel(SliceFile file) {
    return new BundleFiles(folder).channel(file);
  }

  /** Where a file of the bundle lies; to run or read a slice, take {@link #content}. */
  public Path file(SliceFile file) {
    return folder.resolve(file.path());
  }
}
