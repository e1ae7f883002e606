package org.scissionlite.offload.edge.registry;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.scissionlite.bundle.Bundle;
import org.scissionlite.bundle.OutputTensor;
import org.scissionlite.bundle.SplitScenario;
import org.scissionlite.bundle.VerifiedSlice;
import org.scissionlite.engine.Closer;
import org.scissionlite.engine.Engine;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.model.Tensor;
import org.scissionlite.model.TensorSpec;
import org.scissionlite.offload.wire.PinnedSession;
import org.scissionlite.offload.wire.TensorMessages;
import org.scissionlite.offload.wire.WireFormat;
import org.scissionlite.offload.wire.WireNames;
import org.scissionlite.protocol.ModelInferRequest;
import org.scissionlite.protocol.ModelInferResponse;
import org.scissionlite.protocol.ModelMetadataResponse;

/** One scenario's edge slice, ready to answer requests of several threads. */
public final class ServedModel implements AutoCloseable {
  private final String name;
  private final String bundleId;
  private final List<WireFormat> wire;
  private final SessionPool sessions;
  private final ModelMetadataResponse metadata;
  private final RequestReader reader;
  private final ResponseWriter writer;

  /**
   * Opens the edge slice of a scenario.
   *
   * @throws ScissionLiteException if it cannot be run, or is not what the manifest says
   */
  static ServedModel open(
      Bundle bundle, SplitScenario scenario, Engine engine, SessionOptions options) {
    VerifiedSlice slice = bundle.content(scenario.edge());
    return Closer.build(
        closer ->
            new ServedModel(
                bundle,
                scenario,
                engine.description(),
                closer.own(
                    SessionPool.open(
                        options.parallel(),
                        () -> new PinnedSession(slice.open(engine, options.threads()))))));
  }

  private ServedModel(
      Bundle bundle, SplitScenario scenario, String platform, SessionPool sessions) {
    this.name = WireNames.modelName(bundle.manifest(), scenario);
    this.bundleId = bundle.manifest().id();
    this.wire = WireFormat.of(bundle, scenario);
    this.sessions = sessions;
    PinnedSession session = sessions.acquire();
    List<TensorSpec> outputs = session.outputs();
    check("reads", wire.stream().map(WireFormat::spec).toList(), session.inputs());
    if (!scenario.outputs().isEmpty()) {
      check("writes", scenario.outputs().stream().map(OutputTensor::spec).toList(), outputs);
    }
    sessions.release(session);
    this.metadata = metadata(scenario, platform, outputs);
    this.reader = new RequestReader(name, wire);
    this.writer = new ResponseWriter(name, bundleId, outputs);
  }

  private void check(String does, List<TensorSpec> expected, List<TensorSpec> found) {
    if (found.size() != expected.size() || !found.containsAll(expected)) {
      throw new ScissionLiteException(
          "edge slice %s: the manifest says that it %s %s, its file %s %s; the bundle is"
                  .formatted(name, does, expected, does, found)
              + " broken, prepare it again");
    }
  }

  private ModelMetadataResponse metadata(
      SplitScenario scenario, String platform, List<TensorSpec> outputs) {
    return ModelMetadataResponse.newBuilder()
        .setPlatform(platform)
        .addAllInputs(wire.stream().map(WireFormat::metadata).toList())
        .addAllOutputs(outputs.stream().map(TensorMessages::metadata).toList())
        .putProperties(WireNames.BUNDLE, bundleId)
        .putProperties(WireNames.CUT, scenario.cut())
        .putProperties(WireNames.TRANSFER_LAYER, scenario.transferLayer())
        .putProperties(
            WireNames.CODEC,
            wire.stream().map(format -> format.codec().name()).collect(Collectors.joining(",")))
        .build();
  }

  /** The name of the scenario's slice. */
  public String name() {
    return name;
  }

  /**
   * Inputs, outputs and properties; without the name, as a model may have two, and the versions.
   */
  public ModelMetadataResponse metadata() {
    return metadata;
  }

  /** The most bytes of all inputs in a request. */
  long maxInputBytes() {
    return wire.stream().mapToLong(WireFormat::maxMessageBytes).reduce(0, Math::addExact);
  }

  /**
   * Answers a request.
   *
   * @param waitedNanos how long the request waited for its turn
   * @param answer takes the response; once it returns, the response's memory is used again
   * @throws io.grpc.StatusRuntimeException if the request is not one for this slice
   */
  public void infer(
      ModelInferRequest request, long waitedNanos, Consumer<ModelInferResponse> answer) {
    List<TensorSpec> requested = writer.requested(request);
    PinnedSession session = sessions.acquire();
    try {
      long start = System.nanoTime();
      Map<String, Tensor> inputs = reader.read(request, session);
      long decoded = System.nanoTime();
      Map<String, Tensor> results = session.run(inputs);
      long executed = System.nanoTime();
      ResponseWriter.Times times =
          new ResponseWriter.Times(waitedNanos, decoded - start, executed - decoded);
      answer.accept(writer.write(request, requested, results, times));
    } finally {
      sessions.release(session);
    }
  }

  @Override
  public void close() {
    sessions.close();
  }
}
