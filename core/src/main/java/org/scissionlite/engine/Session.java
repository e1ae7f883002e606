package org.scissionlite.engine;

import java.util.List;
import java.util.Map;
import org.scissionlite.model.Tensor;
import org.scissionlite.model.TensorSpec;

/** A model that is ready to run. One session is used by one thread at a time. */
public interface Session extends AutoCloseable {
  /** The inputs, in the model's order; a dimension that the file leaves open is bound to 1. */
  List<TensorSpec> inputs();

  /** The outputs, in the model's order; a dimension that the file leaves open is bound to 1. */
  List<TensorSpec> outputs();

  /**
   * Runs the model. The outputs are fresh: the caller may keep them.
   *
   * @param inputs by name; direct buffers are used in place, others are copied once
   * @throws org.scissionlite.error.ScissionLiteException for a missing or wrong input (naming it,
   *     the expected and the found type), and when the engine fails
   */
  Map<String, Tensor> run(Map<String, Tensor> inputs);

  /**
   * Runs the model into buffers of the caller: nothing is allocated or copied where all are direct.
   *
   * @param outputs by name, direct, of the outputs' types; they are overwritten
   */
  void run(Map<String, Tensor> inputs, Map<String, Tensor> outputs);

  /**
   * The same run, again and again.
   *
   * @param inputs by name, direct; their content is read in each run
   * @param outputs by name, direct, of the outputs' types
   * @throws org.scissionlite.error.ScissionLiteException for missing or wrong tensors
   */
  default BoundRun bind(Map<String, Tensor> inputs, Map<String, Tensor> outputs) {
    return () -> run(inputs, outputs);
  }

  /** Frees the native memory; a second call does nothing. */
  @Override
  void close();
}
