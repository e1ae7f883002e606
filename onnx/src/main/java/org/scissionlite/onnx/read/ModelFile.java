package org.scissionlite.onnx.read;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.InvalidProtocolBufferException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.scissionlite.engine.OnnxBytes;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.model.Tensor;
import org.scissionlite.onnx.proto.FailureReasons;
import org.scissionlite.onnx.proto.TensorProtos;

/**
 * What an ONNX file holds, checked as far as possible without knowing operators.
 *
 * @param name what the model is to be called
 * @param sha256 of the file and of its external weight files
 * @param leftAside the outputs that it has not any more, as they are no tensors that are wanted
 * @param weights the initializers of the graph, wherever they lie
 */
record ModelFile(
    String name,
    String sha256,
    ModelProto proto,
    Map<String, Tensor> weights,
    List<String> leftAside) {
  static ModelFile read(Path file, ReadOptions options) {
    try {
      if (!Files.isRegularFile(file)) {
        throw new ScissionLiteException("there is no model file '%s'".formatted(file));
      }
      if (Files.size(file) > Integer.MAX_VALUE) {
        throw new ScissionLiteException(
            "model file '%s' is over 2 GiB; such models keep their weights in external files"
                .formatted(file));
      }
      return of(Files.readAllBytes(file), nameOf(file), ExternalData.beside(file), options);
    } catch (IOException e) {
      throw new ScissionLiteException(
          "cannot read model '%s': %s".formatted(file, FailureReasons.reason(e)), e);
    }
  }

  /** The message alone, neither checked nor with its weights. */
  static ModelProto parse(OnnxBytes model) {
    return parse(bytes(model), nameOf(Path.of(model.name())));
  }

  private static byte[] bytes(OnnxBytes model) {
    ByteBuffer buffer = model.bytes();
    byte[] bytes = new byte[buffer.remaining()];
    buffer.get(bytes);
    return bytes;
  }

  static ModelFile read(OnnxBytes model, ReadOptions options) {
    try {
      return of(
          bytes(model),
          nameOf(Path.of(model.name())),
          ExternalData.in(model.weightFolder()),
          options);
    } catch (IOException e) {
      throw new ScissionLiteException(
          "cannot read model '%s': %s".formatted(model.name(), FailureReasons.reason(e)), e);
    }
  }

  private static String nameOf(Path file) {
    return file.getFileName().toString().replaceFirst("\\.onnx$", "");
  }

  static ModelFile of(byte[] bytes, String name, ReadOptions options) {
    return of(bytes, name, ExternalData.none(), options);
  }

  private static ModelFile of(
      byte[] bytes, String name, ExternalData external, ReadOptions options) {
    ModelProto whole = LocalFunctions.inlined(parse(bytes, name), name);
    LeftAside servable = LeftAside.of(whole, name, options.texts());
    ModelProto proto = servable.proto();
    ProtoChecks.check(proto, name);
    Map<String, Tensor> weights = new LinkedHashMap<>();
    for (TensorProto tensor : proto.getGraph().getInitializerList()) {
      boolean isExternal = tensor.getDataLocation() == TensorProto.DataLocation.EXTERNAL;
      Tensor weight = isExternal ? external.read(tensor) : TensorProtos.read(tensor);
      if (weights.put(tensor.getName(), weight) != null) {
        throw new ScissionLiteException(
            "model '%s': initializer '%s' is there twice".formatted(name, tensor.getName()));
      }
    }
    return new ModelFile(name, external.sha256With(bytes), proto, weights, servable.outputs());
  }

  private static ModelProto parse(byte[] bytes, String name) {
    try {
      return ModelProto.parseFrom(bytes);
    } catch (InvalidProtocolBufferException e) {
      throw new ScissionLiteException(
          "model '%s' is no ONNX file or is cut off: %s".formatted(name, FailureReasons.reason(e)),
          e);
    }
  }
}
