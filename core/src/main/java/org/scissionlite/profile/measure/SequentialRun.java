package org.scissionlite.profile.measure;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.scissionlite.block.BlockChain;
import org.scissionlite.block.BlockRange;
import org.scissionlite.engine.Engine;
import org.scissionlite.engine.Session;
import org.scissionlite.model.Tensor;
import org.scissionlite.model.TensorSpec;

/**
 * Runs the ranges of a model one after another, each on what the one before it wrote; one session
 * and the activations at two cuts are in memory at a time.
 */
record SequentialRun(BlockChain chain, Engine engine, int threads, ExampleInputs inputs) {
  /** This run with the timed input alone. */
  SequentialRun timedAlone() {
    return new SequentialRun(chain, engine, threads, new ExampleInputs(List.of(inputs.timed())));
  }

  /** What is done at a range. */
  @FunctionalInterface
  interface Step {
    /**
     * Called at each range in turn.
     *
     * @param inputs what crosses the cut before the range
     * @param run runs it once on the timed one, into buffers that are there
     */
    void at(BlockRange range, ExampleInputs inputs, Runnable run);
  }

  /** Runs ranges that follow each other from the first block on. */
  void run(List<BlockRange> ranges, Step step) {
    ExampleInputs before = inputs;
    for (BlockRange range : ranges) {
      try (Session session = engine.open(range.graph(chain), threads)) {
        Map<String, Tensor> input = read(session, before.timed());
        Map<String, Tensor> output = outputs(session, input);
        step.at(range, before, () -> session.run(input, output));
        before =
            ExampleInputs.of(
                behind(range, before.timed(), output),
                before.untimed().stream()
                    .map(each -> behind(range, each, session.run(read(session, each))))
                    .toList());
      }
    }
  }

  private static Map<String, Tensor> read(Session session, Map<String, Tensor> activation) {
    Map<String, Tensor> read = new LinkedHashMap<>();
    session.inputs().forEach(spec -> read.put(spec.name(), activation.get(spec.name())));
    return read;
  }

  /** What crosses the cut behind a range: what it wrote, and what passed by. */
  private Map<String, Tensor> behind(
      BlockRange range, Map<String, Tensor> before, Map<String, Tensor> written) {
    Map<String, Tensor> behind = new LinkedHashMap<>();
    for (TensorSpec tensor : range.output(chain)) {
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
