package org.scissionlite.model;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

/** An attribute of a node, by the kinds that ONNX has. */
public sealed interface Attribute {
  record IntValue(long value) implements Attribute {}

  record FloatValue(float value) implements Attribute {}

  record StringValue(String value) implements Attribute {}

  record IntList(List<Long> values) implements Attribute {
    public IntList {
      values = List.copyOf(values);
    }
  }

  record FloatList(List<Float> values) implements Attribute {
    public FloatList {
      values = List.copyOf(values);
    }
  }

  record StringList(List<String> values) implements Attribute {
    public StringList {
      values = List.copyOf(values);
    }
  }

  record TensorValue(Tensor value) implements Attribute {}

  /**
   * An attribute that is carried through unread, such as the body of an If or a Loop.
   *
   * @param serialized the bytes of the ONNX AttributeProto, read-only
   * @param captured names of outer values that the body reads: they count as inputs of the node
   */
  record Opaque(ByteBuffer serialized, List<String> captured) implements Attribute {
    public Opaque {
      serialized = serialized.asReadOnlyBuffer();
      captured = List.copyOf(captured);
    }

    /** A view of the bytes from their beginning. */
    @Override
    public ByteBuffer serialized() {
      return serialized.duplicate();
    }
  }

  static Attribute of(long value) {
    return new IntValue(value);
  }

  static Attribute of(float value) {
    return new FloatValue(value);
  }

  static Attribute of(String value) {
    return new StringValue(value);
  }

  /** A list of integers, such as kernel_shape. */
  static Attribute ints(long... values) {
    return new IntList(Arrays.stream(values).boxed().toList());
  }
}
