package org.scissionlite.bundle;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.scissionlite.engine.Engine;
import org.scissionlite.engine.OnnxBytes;
import org.scissionlite.engine.Session;
import org.scissionlite.error.ScissionLiteException;

/**
 * A slice whose bytes were read once and are those of the manifest. An engine opens these bytes, so
 * that a file that is changed after the check is never run.
 *
 * <p>Weights in files of their own (a slice of over 1.9 GB) are not kept in memory: each opening
 * hashes the files, which the engine then maps. From that hash on, for as long as the session runs,
 * whoever may write to the bundle's folder can change what runs: let nobody but its owner do so.
 */
public final class VerifiedSlice {
  private final BundleFiles files;
  private final SliceFile file;
  private final ByteBuffer bytes;

  VerifiedSlice(BundleFiles files, SliceFile file) {
    this.files = files;
    this.file = file;
    this.bytes = files.content(file);
  }

  /** The bytes of the ONNX file; read-only and direct. */
  public ByteBuffer bytes() {
    return bytes.duplicate();
  }

  /**
   * Opens the slice; any number of times. A dial stands at the finest step; see {@link
   * DialledSession}.
   *
   * @param threads how many threads one operator may use
   * @throws ScissionLiteException if its weights are missing or changed, or the engine cannot run
   *     it
   */
  public Session open(Engine engine, int threads) {
    return DialledSession.of(engine.open(onnx(), threads));
  }

  /**
   * The slice as an ONNX model in memory, to be opened or read now.
   *
   * @throws ScissionLiteException if its weights are missing or changed
   */
  public OnnxBytes onnx() {
    file.weights().forEach(files::checked);
    Path weightFolder = files.folder().resolve(file.path()).toAbsolutePath().getParent();
    return new OnnxBytes(file.path(), bytes, weightFolder);
  }
}
