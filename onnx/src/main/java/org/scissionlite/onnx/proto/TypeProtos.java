package org.scissionlite.onnx.proto;

import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import org.scissionlite.model.TensorSpec;

/** Names with tensor types, as ONNX messages. */
public final class TypeProtos {
  private TypeProtos() {}

  public static ValueInfoProto valueInfo(TensorSpec spec) {
    TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
    spec.shape().dims().forEach(dim -> shape.addDimBuilder().setDimValue(dim));
    TypeProto.Tensor tensor =
        TypeProto.Tensor.newBuilder()
            .setElemType(spec.elementType().onnxCode())
            .setShape(shape)
            .build();
    return ValueInfoProto.newBuilder()
        .setName(spec.name())
        .setType(TypeProto.newBuilder().setTensorType(tensor))
        .build();
  }
}
