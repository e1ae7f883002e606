package org.scissionlite.onnx.write;

import ai.onnx.proto.OnnxMl.TensorProto;
import org.scissionlite.model.Tensor;
import org.scissionlite.onnx.proto.TensorProtos;

/** Where the bytes of the weights go when a graph is written. */
public interface WeightSink {
  /** The message that stands for a weight. */
  TensorProto toProto(String name, Tensor tensor);

  /** The weights stay in the message. */
  static WeightSink inline() {
    return TensorProtos::of;
  }
}
