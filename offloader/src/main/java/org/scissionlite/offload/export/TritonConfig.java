package org.scissionlite.offload.export;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.scissionlite.error.UsageException;
import org.scissionlite.model.ElementType;
import org.scissionlite.onnx.read.DeclaredTensors;
import org.scissionlite.onnx.read.DeclaredTensors.Declared;

/**
 * What Triton is told of one model: the file config.pbtxt, in protobuf's text form.
 *
 * @param name of the model, and of its folder
 * @param tensors what the ONNX file reads and writes
 * @param batching what is wanted where the model's batch is open
 * @param origin what the model comes from; keys and values that Triton keeps and does not read
 */
record TritonConfig(String name, DeclaredTensors tensors, Batching batching, List<Origin> origin) {
  TritonConfig {
    origin = List.copyOf(origin);
    for (Declared each :
        Stream.concat(tensors.inputs().stream(), tensors.outputs().stream()).toList()) {
      if (each.elementType() == ElementType.BFLOAT16) {
        throw new UsageException(
            "model '%s': tensor '%s' is BF16, which Triton's ONNX Runtime does not serve; cut where float32 or integers cross, or use another server"
                .formatted(name, each.name()));
      }
    }
  }

  /**
   * Requests that run together.
   *
   * @param most in one run
   * @param delayMicros the longest that one waits for others
   */
  record Batching(int most, int delayMicros) {
    Batching {
      if (most < 1) {
        throw new UsageException("expected a batch of at least 1, got %d".formatted(most));
      }
      if (delayMicros < 0) {
        throw new UsageException(
            "expected a delay of 0 or more microseconds, got %d".formatted(delayMicros));
      }
    }
  }

  /** A key and its value. */
  record Origin(String key, String value) {}

  /** The file's text. */
  String text() {
    boolean batches = tensors.batchIsOpen();
    StringBuilder text = new StringBuilder();
    text.append("name: ").append(quoted(name)).append('\n');
    text.append("platform: \"onnxruntime_onnx\"\n");
    text.append("backend: \"onnxruntime\"\n");
    text.append("default_model_filename: ").append(quoted(TritonRepository.MODEL)).append('\n');
    text.append("max_batch_size: ").append(batches ? batching.most() : 0).append('\n');
    tensors.inputs().forEach(each -> text.append(tensor("input", each, batches)));
    tensors.outputs().forEach(each -> text.append(tensor("output", each, batches)));
    if (batches) {
      text.append("dynamic_batching {\n  max_queue_delay_microseconds: ")
          .append(batching.delayMicros())
          .append("\n}\n");
    }
    text.append("version_policy {\n  latest {\n    num_versions: 1\n  }\n}\n");
    origin.forEach(each -> text.append(parameter(each)));
    return text.toString();
  }

  /** Without its batch, where there is one: Triton adds that itself. A scalar is sent as [1]. */
  private static String tensor(String role, Declared tensor, boolean batches) {
    List<Long> dims = batches ? tensor.dims().subList(1, tensor.dims().size()) : tensor.dims();
    String shape =
        dims.isEmpty()
            ? "  dims: [ 1 ]\n  reshape {\n    shape: [ ]\n  }\n"
            : "  dims: [ %s ]\n"
                .formatted(dims.stream().map(String::valueOf).collect(Collectors.joining(", ")));
    return role
        + " {\n  name: "
        + quoted(tensor.name())
        + "\n  data_type: "
        + dataType(tensor.elementType())
        + "\n"
        + shape
        + "}\n";
  }

  private static String parameter(Origin origin) {
    return "parameters {\n  key: "
        + quoted(origin.key())
        + "\n  value {\n    string_value: "
        + quoted(origin.value())
        + "\n  }\n}\n";
  }

  /** Texts are BYTES in messages, and strings here. */
  private static String dataType(ElementType type) {
    return "TYPE_" + (type == ElementType.STRING ? "STRING" : type.protocolName());
  }

  private static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    text.chars().forEach(each -> quoted.append(escaped((char) each)));
    return quoted.append('"').toString();
  }

  private static String escaped(char each) {
    if (each == '"' || each == '\\') {
      return "\\" + each;
    }
    return each < ' ' ? String.format(Locale.ROOT, "\\%03o", (int) each) : String.valueOf(each);
  }
}
