package org.scissionlite.profile;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.scissionlite.block.BlockChain;
import org.scissionlite.engine.Engine;
import org.scissionlite.engine.Session;
import org.scissionlite.model.Tensor;
import org.scissionlite.model.TensorSpec;

/**
 * Runs the stretches of a model one after another, each on what the one before it wrote; one
 * session and two activations are in memory at a time.
 */
record Relay(BlockChain chain, Engine engine, int threads) {
  /** What is done at a stretch. */
  @FunctionalInterface
  interface Step {
    /**
     * Called at each stretch in turn.
     *
     * @param input what crosses the cut before the stretch
     * @param run runs it once, into buffers that are there
     */
    void at(Stretch stretch, Map<String, Tensor> input, Runnable run);
  }

  /** Runs stretches that follow each other from the first block on. */
  void run(List<Stretch> stretches, Map<String, Tensor> modelInputs, Step step) {
    Map<String, Tensor> activation = modelInputs;
    for (Stretch stretch : stretches) {
      try (Session session = engine.open(stretch.graph(chain), threads)) {
        Map<String, Tensor> input = read(session, activation);
        Map<String, Tensor> output = outputs(session, input);
        step.at(stretch, activation, () -> session.run(input, output));
        activation = behind(stretch, activation, output);
      }
    }
  }

  private static Map<String, Tensor> read(Session session, Map<String, Tensor> activation) {
    Map<String, Tensor> read = new LinkedHashMap<>();
    session.inputs().forEach(spec -> read.put(spec.name(), activation.get(spec.name())));
    return read;
  }

  /** What crosses the cut behind a stretch: what it wrote, and what passed by. */
  private Map<String, Tensor> behind(
      Stretch stretch, Map<String, Tensor> before, Map<String, Tensor> written) {
    Map<String, Tensor> behind = new LinkedHashMap<>();
    for (TensorSpec tensor : stretch.output(chain)) {
      String name = tensor.name();
      behind.put(name, written.containsKey(name) ? written.get(name) : before.get(name));
    }
    return behind;
  }

  /** The outputs of a run, in buffers that later runs can write into. */
  static Map<String, Tensor> outputs(Session session, Map<String, Tensor> input) {
    Map<String, Tensor> output = new LinkedHashMap<>();
    session.run(input).forEach((name, tensor) -> output.put(name, Tensor.zeros(tensor.type())));
    session.run(input, output);
    return output;
  }
}
