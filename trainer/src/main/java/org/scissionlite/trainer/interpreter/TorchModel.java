package org.scissionlite.trainer.interpreter;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bytedeco.pytorch.Tensor;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.model.ElementType;
import org.scissionlite.model.ModelGraph;
import org.scissionlite.model.TensorSpec;
import org.scissionlite.trainer.libtorch.ComputeDevice;
import org.scissionlite.trainer.libtorch.HostTensors;
import org.scissionlite.trainer.libtorch.LibTorch;
import org.scissionlite.trainer.libtorch.NativeMemory;
import org.scissionlite.trainer.libtorch.NativeOwner;

/**
 * A model graph that libtorch runs, and can differentiate.
 *
 * <p>The batch may be any: the graph binds it to 1, the interpreter takes it from the inputs, and
 * constants in which the graph writes the 1 down are read as "the batch" (see the operator
 * Reshape). Dropout does nothing; batch normalisation uses its stored statistics except in the
 * nodes that are told to adapt.
 *
 * <p>Native memory: the initializers live until {@link #close()}. Everything a forward pass makes
 * belongs to the {@link NativeMemory} scope of the caller; what no later node reads is let go at
 * once.
 */
public final class TorchModel implements AutoCloseable {
  private static final int OLDEST_OPSET = 7;

  private final ModelGraph graph;
  private final ComputeDevice device;
  private final List<Step> steps;
  private final Map<String, Tensor> initializers;
  private final NativeOwner owner;

  private TorchModel(
      ModelGraph graph,
      ComputeDevice device,
      List<Step> steps,
      Map<String, Tensor> initializers,
      NativeOwner owner) {
    this.graph = graph;
    this.device = device;
    this.steps = steps;
    this.initializers = initializers;
    this.owner = owner;
  }

  /**
   * Loads a graph.
   *
   * @throws ScissionLiteException for an operator that is not supported (the message lists those
   *     that are) or an opset before 7
   */
  public static TorchModel of(ModelGraph graph, ComputeDevice device) {
    LibTorch.load();
    if (graph.opset() < OLDEST_OPSET) {
      throw new ScissionLiteException(
          "model '%s': opset %d is too old for the trainer; expected %d or later"
              .formatted(graph.name(), graph.opset(), OLDEST_OPSET));
    }
    List<Step> steps = Step.plan(graph);
    return NativeOwner.building(
        owner -> {
          Map<String, Tensor> initializers = new LinkedHashMap<>();
          graph
              .initializers()
              .forEach((name, value) -> initializers.put(name, owner.own(kept(value, device))));
          return new TorchModel(graph, device, steps, initializers, owner);
        });
  }

  private static Tensor kept(org.scissionlite.model.Tensor value, ComputeDevice device) {
    return NativeMemory.kept(() -> HostTensors.toTorch(value, placeOf(value, device)));
  }

  /** Weights go to the device; shapes, indices and zero points are read on the host. */
  private static ComputeDevice placeOf(org.scissionlite.model.Tensor value, ComputeDevice device) {
    boolean weight =
        value.elementType() == ElementType.FLOAT32 || value.elementType() == ElementType.FLOAT16;
    return weight ? device : ComputeDevice.CPU;
  }

  public ModelGraph graph() {
    return graph;
  }

  public ComputeDevice device() {
    return device;
  }

  /**
   * The native tensor of an initializer: it may be read, asked to collect gradients and changed in
   * place.
   */
  public Tensor initializer(String name) {
    Tensor found = initializers.get(name);
    if (found == null) {
      throw new ScissionLiteException(
          "model '%s' has no initializer '%s'".formatted(graph.name(), name));
    }
    return found;
  }

  /**
   * Runs the model on host tensors, without gradients.
   *
   * @param inputs by name; the first dimension is the batch
   * @return the model's outputs by name, in their declared element types
   */
  public Map<String, org.scissionlite.model.Tensor> run(
      Map<String, org.scissionlite.model.Tensor> inputs) {
    return NativeMemory.withoutGradients(
        () -> {
          Map<String, Tensor> onDevice = new HashMap<>();
          inputs.forEach((name, value) -> onDevice.put(name, HostTensors.toTorch(value, device)));
          List<String> names = graph.outputs().stream().map(TensorSpec::name).toList();
          return toHost(forward(onDevice, names, Set.of()));
        });
  }

  private Map<String, org.scissionlite.model.Tensor> toHost(Map<String, Tensor> outputs) {
    Map<String, org.scissionlite.model.Tensor> onHost = new LinkedHashMap<>();
    graph
        .outputs()
        .forEach(
            spec ->
                onHost.put(
                    spec.name(), HostTensors.toHost(outputs.get(spec.name()), spec.elementType())));
    return onHost;
  }

  /**
   * Runs the model.
   *
   * @param inputs by name
   * @param wanted the tensors to return, anywhere in the graph; nodes that none of them needs are
   *     left out
   * @param adapting names of the batch normalisations that use and learn this batch's statistics
   * @throws ScissionLiteException naming the node, if libtorch refuses
   */
  public Map<String, Tensor> forward(
      Map<String, Tensor> inputs, List<String> wanted, Set<String> adapting) {
    Map<String, Tensor> known = new HashMap<>(initializers);
    graph.inputs().forEach(spec -> known.put(spec.name(), input(inputs, spec)));
    Execution execution = new Execution(graph, known, Set.copyOf(wanted), adapting, batch(known));
    Step.needed(steps, wanted).forEach(execution::run);
    Map<String, Tensor> result = new LinkedHashMap<>();
    wanted.forEach(name -> result.put(name, execution.value(name)));
    return result;
  }

  private Tensor input(Map<String, Tensor> inputs, TensorSpec spec) {
    Tensor given = inputs.get(spec.name());
    if (given == null) {
      throw new ScissionLiteException(
          "model '%s': input %s is missing; given are %s"
              .formatted(graph.name(), spec, inputs.keySet()));
    }
    return given;
  }

  /** How many times the graph's own batch the inputs hold. */
  private long batch(Map<String, Tensor> known) {
    return graph.inputs().stream()
        .filter(spec -> spec.shape().rank() > 0 && spec.shape().dim(0) > 0)
        .findFirst()
        .map(spec -> known.get(spec.name()).size(0) / spec.shape().dim(0))
        .orElse(1L);
  }

  /** Frees the initializers; a second call does nothing. */
  @Override
  public void close() {
    initializers.clear();
    owner.close();
  }
}
