package org.scissionlite.engine;

import java.nio.file.Path;
import org.scissionlite.model.ModelGraph;

/** An inference engine: opens models for execution. */
public interface Engine {
  /** Name, version and execution provider, such as "ONNX Runtime 1.29.0, CPU". */
  String description();

  /**
   * Opens a graph.
   *
   * @param threads how many threads one operator may use; at least 1
   * @throws org.scissionlite.error.ScissionLiteException if the engine cannot run the graph; the
   *     message names the operator where the engine does
   */
  Session open(ModelGraph graph, int threads);

  /**
   * Opens an ONNX file, with the external weight files beside it.
   *
   * @throws org.scissionlite.error.ScissionLiteException if the file cannot be read or run
   */
  Session open(Path onnxFile, int threads);

  /**
   * Opens an ONNX model that lies in memory, with the weight files that it names.
   *
   * @throws org.scissionlite.error.ScissionLiteException if the model cannot be read or run
   */
  Session open(OnnxBytes model, int threads);
}
