package org.scissionlite.offload.edge.registry;

import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.scissionlite.bundle.VerifiedSlice;
import org.scissionlite.engine.Engine;
import org.scissionlite.engine.OnnxBytes;
import org.scissionlite.engine.Session;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.model.ModelGraph;
import org.scissionlite.onnx.batch.BatchLaw;
import org.scissionlite.onnx.batch.OpenBatch;
import org.scissionlite.onnx.read.OnnxReader;

/**
 * How the sessions of one edge slice are opened: for a batch where that is wanted and the slice
 * then answers as it answers each request alone, or else as it is.
 *
 * @param most the largest batch
 */
record SliceOpening(Supplier<Session> sessions, int most) {
  /** The smallest batch that is one. */
  private static final int LEAST_BATCH = 2;

  /**
   * Finds out what the slice can do, and tells where that is less than what is wanted.
   *
   * @param name of the slice, for the user
   */
  static SliceOpening of(String name, VerifiedSlice slice, Engine engine, SessionOptions options) {
    if (options.batch() >= LEAST_BATCH) {
      try {
        OnnxBytes open = open(slice, engine, options);
        return new SliceOpening(() -> engine.open(open, options.threads()), options.batch());
      } catch (ScissionLiteException e) {
        options
            .tell()
            .accept(
                String.format(
                    Locale.ROOT,
                    "note: edge slice %s answers one request in a run, not up to %d: %s",
                    name,
                    options.batch(),
                    e.getMessage()));
      }
    }
    return new SliceOpening(() -> slice.open(engine, options.threads()), 1);
  }

  /** The slice with an open batch, tried. */
  private static OnnxBytes open(VerifiedSlice slice, Engine engine, SessionOptions options) {
    OnnxBytes file = slice.onnx();
    ModelGraph graph = OnnxReader.read(file).graph();
    byte[] bytes = OpenBatch.toBytes(graph);
    ByteBuffer direct = ByteBuffer.allocateDirect(bytes.length).put(bytes).flip();
    OnnxBytes open = new OnnxBytes(file.name(), direct, file.weightFolder());
    try (Session alone = slice.open(engine, options.threads());
        Session together = engine.open(open, options.threads())) {
      BatchLaw law = BatchLaw.of(graph);
      IntStream.of(LEAST_BATCH, options.batch())
          .distinct()
          .forEach(size -> law.require(alone, together, size));
    }
    return open;
  }

  /** One more session, with its buffers. */
  BatchSession session() {
    return new BatchSession(sessions.get(), most);
  }
}
