package org.scissionlite.offload.edge.registry;

import java.util.Locale;
import java.util.function.Supplier;
import org.scissionlite.bundle.VerifiedSlice;
import org.scissionlite.engine.Engine;
import org.scissionlite.engine.OnnxBytes;
import org.scissionlite.engine.Session;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.onnx.batch.TriedBatch;

/**
 * How the sessions of one edge slice are opened: for a batch where that is wanted and the slice
 * then answers as it answers each request alone, or else as it is.
 *
 * @param most the largest batch
 */
record SliceOpening(Supplier<Session> sessions, int most) {
  /**
   * Finds out what the slice can do, and tells where that is less than what is wanted.
   *
   * @param name of the slice, for the user
   */
  static SliceOpening of(String name, VerifiedSlice slice, Engine engine, SessionOptions options) {
    if (options.batch() >= TriedBatch.LEAST) {
      try {
        OnnxBytes open = TriedBatch.of(slice.onnx(), engine, options.threads(), options.batch());
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

  /** One more session, with its buffers. */
  BatchSession session() {
    return new BatchSession(sessions.get(), most);
  }
}
