package org.scissionlite.onnx.proto;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.AttributeProto.AttributeType;
import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.model.Attribute;

/** Attributes of nodes, from and to ONNX messages. */
public final class AttributeProtos {
  private AttributeProtos() {}

  public static AttributeProto of(String name, Attribute attribute) {
    if (attribute instanceof Attribute.Opaque opaque) {
      return parse(opaque);
    }
    AttributeProto.Builder proto = AttributeProto.newBuilder().setName(name);
    if (attribute instanceof Attribute.IntValue value) {
      proto.setType(AttributeType.INT).setI(value.value());
    } else if (attribute instanceof Attribute.FloatValue value) {
      proto.setType(AttributeType.FLOAT).setF(value.value());
    } else if (attribute instanceof Attribute.StringValue value) {
      proto.setType(AttributeType.STRING).setS(ByteString.copyFromUtf8(value.value()));
    } else if (attribute instanceof Attribute.IntList list) {
      proto.setType(AttributeType.INTS).addAllInts(list.values());
    } else if (attribute instanceof Attribute.FloatList list) {
      proto.setType(AttributeType.FLOATS).addAllFloats(list.values());
    } else if (attribute instanceof Attribute.StringList list) {
      proto.setType(AttributeType.STRINGS);
      list.values().forEach(value -> proto.addStrings(ByteString.copyFromUtf8(value)));
    } else if (attribute instanceof Attribute.TensorValue tensor) {
      proto.setType(AttributeType.TENSOR).setT(TensorProtos.of("", tensor.value()));
    }
    return proto.build();
  }

  /** The message that an opaque attribute carries. */
  static AttributeProto parse(Attribute.Opaque opaque) {
    try {
      return AttributeProto.parseFrom(opaque.serialized());
    } catch (InvalidProtocolBufferException e) {
      throw new ScissionLiteException("an opaque attribute holds no ONNX attribute", e);
    }
  }

  /**
   * The attribute of a message; what has a graph in it, or bytes that are no text, stays opaque.
   */
  public static Attribute read(AttributeProto proto) {
    return switch (proto.getType()) {
      case INT -> new Attribute.IntValue(proto.getI());
      case FLOAT -> new Attribute.FloatValue(proto.getF());
      case INTS -> new Attribute.IntList(proto.getIntsList());
      case FLOATS -> new Attribute.FloatList(proto.getFloatsList());
      case TENSOR -> new Attribute.TensorValue(TensorProtos.read(proto.getT()));
      case STRING ->
          proto.getS().isValidUtf8()
              ? new Attribute.StringValue(proto.getS().toStringUtf8())
              : opaque(proto);
      case STRINGS ->
          proto.getStringsList().stream().allMatch(ByteString::isValidUtf8)
              ? new Attribute.StringList(
                  proto.getStringsList().stream().map(ByteString::toStringUtf8).toList())
              : opaque(proto);
      default -> opaque(proto);
    };
  }

  private static Attribute opaque(AttributeProto proto) {
    return new Attribute.Opaque(
        proto.toByteString().asReadOnlyByteBuffer(), SubgraphBodies.captured(proto));
  }
}
