package org.scissionlite.trainer.operator;

import java.util.List;
import java.util.function.Function;
import org.bytedeco.pytorch.Tensor;

/** What an ONNX operator does, in terms of libtorch. */
@FunctionalInterface
public interface Operator {
  /** The node's outputs, in the order in which ONNX lists them. */
  List<Tensor> run(Call call);

  /** An operator with one output. */
  static Operator single(Function<Call, Tensor> function) {
    return call -> List.of(function.apply(call));
  }
}
