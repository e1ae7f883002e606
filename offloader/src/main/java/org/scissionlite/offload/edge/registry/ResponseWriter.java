package org.scissionlite.offload.edge.registry;

import com.google.protobuf.UnsafeByteOperations;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.scissionlite.model.Tensor;
import org.scissionlite.model.TensorSpec;
import org.scissionlite.offload.wire.TensorMessages;
import org.scissionlite.offload.wire.WireNames;
import org.scissionlite.protocol.InferParameter;
import org.scissionlite.protocol.ModelInferRequest;
import org.scissionlite.protocol.ModelInferRequest.InferRequestedOutputTensor;
import org.scissionlite.protocol.ModelInferResponse;
import org.scissionlite.protocol.ModelInferResponse.InferOutputTensor;
import org.scissionlite.protocol.ModelMetadataResponse.TensorMetadata;

/** Turns the outputs of one edge slice into responses, always with raw contents. */
final class ResponseWriter {
  private final String slice;
  private final String version;
  private final List<TensorSpec> outputs;
  private final Map<String, InferOutputTensor> described;

  ResponseWriter(String slice, String version, List<TensorSpec> outputs) {
    this.slice = slice;
    this.version = version;
    this.outputs = List.copyOf(outputs);
    this.described =
        outputs.stream().collect(Collectors.toMap(TensorSpec::name, ResponseWriter::described));
  }

  private static InferOutputTensor described(TensorSpec spec) {
    TensorMetadata metadata = TensorMessages.metadata(spec);
    return InferOutputTensor.newBuilder()
        .setName(metadata.getName())
        .setDatatype(metadata.getDatatype())
        .addAllShape(metadata.getShapeList())
        .build();
  }

  /**
   * The outputs that a request asks for, in its order; all where it names none.
   *
   * @throws io.grpc.StatusRuntimeException INVALID_ARGUMENT for an unknown or repeated name
   */
  List<TensorSpec> requested(ModelInferRequest request) {
    if (request.getOutputsCount() == 0) {
      return outputs;
    }
    List<String> names =
        request.getOutputsList().stream().map(InferRequestedOutputTensor::getName).toList();
    if (names.stream().distinct().count() < names.size()) {
      throw StatusErrors.invalid(
          "edge slice %s: an output is asked for more than once in %s".formatted(slice, names));
    }
    return names.stream().map(this::output).toList();
  }

  private TensorSpec output(String name) {
    return outputs.stream()
        .filter(spec -> spec.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                StatusErrors.invalid(
                    "edge slice %s has no output '%s'; it has %s"
                        .formatted(slice, name, outputs.stream().map(TensorSpec::name).toList())));
  }

  /** A response on the memory of the tensors: to be sent before they are written again. */
  ModelInferResponse write(ReadRequest read, Map<String, Tensor> results, EdgeTimes times) {
    ModelInferRequest request = read.message();
    ModelInferResponse.Builder response =
        ModelInferResponse.newBuilder()
            .setModelName(request.getModelName())
            .setModelVersion(version)
            .setId(request.getId())
            .putParameters(WireNames.QUEUE_NANOS, nanos(times.queue()))
            .putParameters(WireNames.DECODE_NANOS, nanos(times.decode()))
            .putParameters(WireNames.EXECUTE_NANOS, nanos(times.execute()));
    for (TensorSpec spec : read.requested()) {
      response.addOutputs(described.get(spec.name()));
      response.addRawOutputContents(
          UnsafeByteOperations.unsafeWrap(results.get(spec.name()).data()));
    }
    return response.build();
  }

  private static InferParameter nanos(long value) {
    return InferParameter.newBuilder().setInt64Param(value).build();
  }
}
