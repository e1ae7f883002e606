package org.scissionlite.trainer.interpreter;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.pytorch.Tensor;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.model.ModelGraph;
import org.scissionlite.trainer.libtorch.LibTorch;
import org.scissionlite.trainer.libtorch.NativeMemory;
import org.scissionlite.trainer.operator.Call;

/**
 * One forward pass: the values of all tensors that are still needed.
 *
 * <p>What a node makes on the way is freed when the node is done, its outputs when their last
 * reader is done; where gradients are recorded, libtorch itself keeps what the way back needs.
 */
final class Execution {
  private final String model;
  private final int opset;
  private final Map<String, Tensor> values;
  private final Set<String> wanted;
  private final Set<String> adapting;
  private final long batch;

  Execution(
      ModelGraph graph,
      Map<String, Tensor> known,
      Set<String> wanted,
      Set<String> adapting,
      long batch) {
    this.model = graph.name();
    this.opset = graph.opset();
    this.values = new HashMap<>(known);
    this.wanted = wanted;
    this.adapting = adapting;
    this.batch = batch;
  }

  /** Runs a node, whose inputs are known. */
  void run(Step step) {
    List<Tensor> outputs = outputs(step);
    List<String> names = step.node().outputs();
    for (int i = 0; i < names.size(); i++) {
      if (i < outputs.size()) {
        values.put(names.get(i), outputs.get(i));
      }
    }
    step.lastReads().stream()
        .filter(name -> !wanted.contains(name))
        .map(values::remove)
        .forEach(Pointer::close);
  }

  Tensor value(String name) {
    Tensor value = values.get(name);
    if (value == null) {
      throw new ScissionLiteException(
          "model '%s': no tensor '%s' was computed".formatted(model, name));
    }
    return value;
  }

  private List<Tensor> outputs(Step step) {
    try {
      return NativeMemory.passedOn(() -> step.operator().run(call(step)));
    } catch (ScissionLiteException e) {
      throw new ScissionLiteException("model '%s', %s".formatted(model, e.getMessage()), e);
    } catch (RuntimeException e) {
      throw new ScissionLiteException(
          "model '%s', node '%s' (%s): %s"
              .formatted(model, step.node().name(), step.node().operator(), LibTorch.firstLine(e)),
          e);
    }
  }

  private Call call(Step step) {
    List<Call.Input> inputs =
        step.inputs().stream()
            .map(
                input ->
                    new Call.Input(
                        input.name().isEmpty()
                            ? Optional.empty()
                            : Optional.of(value(input.name())),
                        input.declared(),
                        input.constant()))
            .toList();
    return new Call(
        step.node(),
        inputs,
        adapting.contains(step.node().name()),
        new Call.Batch(batch, step.batchAxis()),
        opset);
  }
}
