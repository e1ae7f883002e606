package org.scissionlite.evaluation;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.scissionlite.bundle.Bundle;
import org.scissionlite.bundle.SplitScenario;
import org.scissionlite.bundle.WireTensor;
import org.scissionlite.engine.Closer;
import org.scissionlite.engine.Engine;
import org.scissionlite.engine.Session;
import org.scissionlite.input.Pixels;
import org.scissionlite.model.Tensor;
import org.scissionlite.task.Task;
import org.scissionlite.transfer.codec.Codec;
import org.scissionlite.transfer.codec.GzipCodec;
import org.scissionlite.transfer.codec.PlainCodec;

/**
 * A scenario of a bundle as device and edge run it, without the network: device slice, encode,
 * decode, edge slice. The bytes are those of the real payload.
 */
public final class SlicedModel implements Subject {
  private final SplitScenario scenario;
  private final Map<WireTensor, Codec> codecs;
  private final Session device;
  private final Session edge;
  private final ImageModel model;

  private SlicedModel(
      Bundle bundle, SplitScenario scenario, Session device, Session edge, Task task) {
    this(
        scenario,
        scenario.wire().stream().collect(Collectors.toMap(wire -> wire, bundle::codec)),
        device,
        edge,
        ImageModel.of(bundle.manifest().preprocessing(), device.inputs(), task));
  }

  private SlicedModel(
      SplitScenario scenario,
      Map<WireTensor, Codec> codecs,
      Session device,
      Session edge,
      ImageModel model) {
    this.scenario = scenario;
    this.codecs = Map.copyOf(codecs);
    this.device = device;
    this.edge = edge;
    this.model = model;
  }

  /**
   * The same slices, whose device has an edge that knows no codec of the bundle, such as Triton:
   * wire tensors cross as they are, compressed by gRPC. This one is not to be used any more.
   */
  public SlicedModel withoutCodecs() {
    Map<WireTensor, Codec> replaced = new HashMap<>(codecs);
    replaced.replaceAll(
        (wire, codec) -> codec.name().equals(PlainCodec.NAME) ? codec : new GzipCodec());
    return new SlicedModel(scenario, replaced, device, edge, model);
  }

  /**
   * Opens a scenario.
   *
   * @param task how the outputs read
   * @throws org.scissionlite.error.ScissionLiteException if a slice or a codec cannot be opened
   */
  public static SlicedModel open(
      Engine engine, int threads, Bundle bundle, SplitScenario scenario, Task task) {
    return Closer.build(
        closer ->
            new SlicedModel(
                bundle,
                scenario,
                closer.own(bundle.open(scenario.device(), engine, threads)),
                closer.own(bundle.open(scenario.edge(), engine, threads)),
                task));
  }

  /** Opens a scenario whose outputs read as its bundle says. */
  public static SlicedModel open(
      Engine engine, int threads, Bundle bundle, SplitScenario scenario) {
    return Closer.build(
        closer -> {
          Session device = closer.own(bundle.open(scenario.device(), engine, threads));
          Session edge = closer.own(bundle.open(scenario.edge(), engine, threads));
          Task task = bundle.manifest().task(device.inputs(), scenario.outputs(edge.outputs()));
          return new SlicedModel(bundle, scenario, device, edge, task);
        });
  }

  @Override
  public SubjectName name() {
    return new SubjectName(SubjectName.Kind.SLICES, scenario.name(), 0);
  }

  @Override
  public Answer answer(Pixels picture) {
    Map<String, Tensor> sent = device.run(model.inputs(picture));
    Map<String, Tensor> received = new HashMap<>();
    long payloadBytes = 0;
    for (WireTensor wire : scenario.wire()) {
      ByteBuffer payload = codecs.get(wire).encode(sent.get(wire.name()));
      payloadBytes += payload.remaining();
      received.put(wire.name(), codecs.get(wire).decode(payload, wire.spec().type()));
    }
    return new Answer(model.read(scenario.answer(sent, edge.run(received))), payloadBytes);
  }

  @Override
  public void close() {
    Closer closer = new Closer();
    closer.own(device);
    closer.own(edge);
    closer.close();
  }
}
