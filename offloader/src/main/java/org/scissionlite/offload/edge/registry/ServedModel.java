package org.scissionlite.offload.edge.registry;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.scissionlite.bundle.Bundle;
import org.scissionlite.bundle.SplitScenario;
import org.scissionlite.engine.Closer;
import org.scissionlite.engine.Engine;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.model.Tensor;
import org.scissionlite.model.TensorSpec;
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
  private final int most;
  private final SessionPool sessions;
  private final ModelMetadataResponse metadata;
  private final RequestReader reader;
  private final ResponseWriter writer;
  private final RunTime runTime = new RunTime();

  /**
   * Opens the edge slice of a scenario.
   *
   * @throws ScissionLiteException if it cannot be run, or is not what the manifest says
   */
  static ServedModel open(
      Bundle bundle, SplitScenario scenario, Engine engine, SessionOptions options) {
    SliceOpening opening =
        SliceOpening.of(
            WireNames.modelName(bundle.manifest(), scenario),
            bundle.content(scenario.edge()),
            engine,
            options);
    return Closer.build(
        closer ->
            new ServedModel(
                bundle,
                scenario,
                engine.description(),
                opening.most(),
                closer.own(SessionPool.open(options.instances(), opening::session))));
  }

  private ServedModel(
      Bundle bundle, SplitScenario scenario, String platform, int most, SessionPool sessions) {
    this.name = WireNames.modelName(bundle.manifest(), scenario);
    this.bundleId = bundle.manifest().id();
    this.wire = WireFormat.of(bundle, scenario);
    this.most = most;
    this.sessions = sessions;
    BatchSession session = sessions.acquire();
    List<TensorSpec> outputs = session.outputs();
    check("reads", wire.stream().map(WireFormat::spec).toList(), session.inputs());
    if (!scenario.outputs().isEmpty()) {
      check("writes", scenario.edgeOutputs(), outputs);
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

  /** How many requests one run answers at most. */
  public int mostInARun() {
    return most;
  }

  /** How many runs can go on at a time. */
  public int instances() {
    return sessions.size();
  }

  /** Whether raw contents are the tensors themselves, so that reading a request takes no time. */
  public boolean isPlain() {
    return wire.stream().allMatch(WireFormat::isPlain);
  }

  /**
   * Whether a run answers one request in less time than it takes to hand it to another thread, as
   * far as is known yet.
   */
  public boolean isQuick() {
    return most == 1 && runTime.isQuick();
  }

  /**
   * Decodes a request; by several threads at a time.
   *
   * @throws io.grpc.StatusRuntimeException if it is not one for this slice
   */
  public ReadRequest read(ModelInferRequest request) {
    return new ReadRequest(request, writer.requested(request), reader.read(request));
  }

  /**
   * Runs the slice once for some requests, at most {@link #mostInARun}.
   *
   * @throws ScissionLiteException if the engine fails
   * @throws IllegalStateException if more runs go on than there are instances
   */
  public ModelRun run(List<ReadRequest> requests) {
    BatchSession session = sessions.acquire();
    try {
      long start = System.nanoTime();
      List<Map<String, Tensor>> outputs =
          session.run(requests.stream().map(ReadRequest::inputs).toList());
      runTime.took(System.nanoTime() - start);
      return new ModelRun(outputs, () -> sessions.release(session));
    } catch (Throwable e) {
      sessions.release(session);
      throw e;
    }
  }

  /** A response on the memory of the outputs: to be sent before the run is closed. */
  public ModelInferResponse write(
      ReadRequest request, Map<String, Tensor> outputs, EdgeTimes times) {
    return writer.write(request, outputs, times);
  }

  @Override
  public void close() {
    sessions.close();
  }
}
