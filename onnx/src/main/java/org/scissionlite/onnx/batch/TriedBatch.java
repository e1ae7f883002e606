package org.scissionlite.onnx.batch;

import java.nio.ByteBuffer;
import java.util.stream.IntStream;
import org.scissionlite.engine.Engine;
import org.scissionlite.engine.OnnxBytes;
import org.scissionlite.engine.Session;
import org.scissionlite.model.ModelGraph;
import org.scissionlite.onnx.read.OnnxReader;

/** A model with an open batch that was tried: it answers a batch as it answers each input alone. */
public final class TriedBatch {
  /** The smallest batch that is one. */
  public static final int LEAST = 2;

  private TriedBatch() {}

  /**
   * The model with an open batch.
   *
   * @param model of batch 1
   * @param most the largest batch that is tried
   * @param threads that one operator may use
   * @throws org.scissionlite.error.ScissionLiteException if its batch cannot be opened, or it then
   *     answers otherwise; says why
   */
  public static OnnxBytes of(OnnxBytes model, Engine engine, int threads, int most) {
    ModelGraph graph = OnnxReader.read(model).graph();
    byte[] bytes = OpenBatch.toBytes(graph);
    ByteBuffer direct = ByteBuffer.allocateDirect(bytes.length).put(bytes).flip();
    OnnxBytes open = new OnnxBytes(model.name(), direct, model.weightFolder());
    try (Session alone = engine.open(model, threads);
        Session together = engine.open(open, threads)) {
      BatchLaw law = BatchLaw.of(graph);
      IntStream.of(LEAST, most).distinct().forEach(size -> law.require(alone, together, size));
    }
    return open;
  }
}
