package org.scissionlite.model;

import java.util.Arrays;
import org.scissionlite.error.ScissionLiteException;

/** The element types of tensors, with the numbers of ONNX's TensorProto.DataType. */
public enum ElementType {
  FLOAT32(1, 4, "FP32"),
  UINT8(2, 1, "UINT8"),
  INT8(3, 1, "INT8"),
  UINT16(4, 2, "UINT16"),
  INT16(5, 2, "INT16"),
  INT32(6, 4, "INT32"),
  INT64(7, 8, "INT64"),
  STRING(8, 4, "BYTES"),
  BOOL(9, 1, "BOOL"),
  FLOAT16(10, 2, "FP16"),
  FLOAT64(11, 8, "FP64"),
  UINT32(12, 4, "UINT32"),
  UINT64(13, 8, "UINT64"),
  BFLOAT16(16, 2, "BF16");

  private final int onnxCode;
  private final int bytes;
  private final String protocolName;

  ElementType(int onnxCode, int bytes, String protocolName) {
    this.onnxCode = onnxCode;
    this.bytes = bytes;
    this.protocolName = protocolName;
  }

  /** The number of this type in ONNX's TensorProto.DataType. */
  public int onnxCode() {
    return onnxCode;
  }

  /** Bytes of one element; of a text, those of the length in front of it: the least it takes. */
  public int bytes() {
    return bytes;
  }

  /** The name of this type in the Open Inference Protocol, such as "FP32". */
  public String protocolName() {
    return protocolName;
  }

  /**
   * The type of an ONNX type number.
   *
   * @throws ScissionLiteException for a type that no tensor here may have, such as complex numbers
   */
  public static ElementType ofOnnxCode(int code) {
    return Arrays.stream(values())
        .filter(type -> type.onnxCode == code)
        .findFirst()
        .orElseThrow(
            () ->
                new ScissionLiteException(
                    "ONNX element type number %d is not supported; supported are %s"
                        .formatted(code, Arrays.toString(values()))));
  }

  /**
   * The type of an Open Inference Protocol datatype.
   *
   * @throws ScissionLiteException for an unknown datatype
   */
  public static ElementType ofProtocolName(String name) {
    return Arrays.stream(values())
        .filter(type -> type.protocolName.equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new ScissionLiteException(
                    "datatype '%s' is not supported; supported are %s"
                        .formatted(
                            name,
                            Arrays.stream(values()).map(ElementType::protocolName).toList())));
  }
}
