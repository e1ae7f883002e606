package org.scissionlite.training.examples;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.IntConsumer;
import org.scissionlite.block.Cut;
import org.scissionlite.engine.Engine;
import org.scissionlite.engine.Session;
import org.scissionlite.file.Sha256;
import org.scissionlite.model.ModelGraph;
import org.scissionlite.model.Tensor;
import org.scissionlite.model.TensorSpec;

/**
 * What the part of a model before a cut makes of examples: computed once, held in memory, and then
 * examples for the part behind the cut.
 *
 * <p>1,000 maps of [1,192,14,14] float32 are 151 MB.
 */
public final class FeatureExamples implements Examples {
  private static final long MOST_BYTES = 2_000_000_000;

  private final Examples source;
  private final String head;
  private final List<Tensor> features;

  private FeatureExamples(Examples source, String head, List<Tensor> features) {
    this.source = source;
    this.head = head;
    this.features = List.copyOf(features);
  }

  /**
   * The part of a model before a cut.
   *
   * @param engine runs it
   * @param threads of the engine
   * @param head with one input and one output
   */
  public record Part(Engine engine, int threads, ModelGraph head) {}

  /** How many examples of what crosses a cut are small enough to be held in memory. */
  public static int capacity(Cut cut) {
    long bytes = cut.tensors().stream().mapToLong(TensorSpec::bytes).sum();
    return (int) Math.min(Integer.MAX_VALUE, MOST_BYTES / Math.max(1, bytes));
  }

  /**
   * Runs the part before a cut over all examples.
   *
   * @param part before the cut, ready to run
   * @param source the examples
   * @param progress hears how many examples are done
   */
  public static FeatureExamples of(Part part, Examples source, IntConsumer progress) {
    ModelGraph head = part.head();
    String input = head.inputs().get(0).name();
    String output = head.outputs().get(0).name();
    List<Tensor> features = new ArrayList<>();
    try (Session session = part.engine().open(head, part.threads())) {
      for (int i = 0; i < source.size(); i++) {
        features.add(session.run(Map.of(input, source.input(i))).get(output));
        progress.accept(i + 1);
      }
    }
    return new FeatureExamples(source, output, features);
  }

  @Override
  public int size() {
    return features.size();
  }

  @Override
  public Tensor input(int index) {
    return features.get(index);
  }

  @Override
  public OptionalInt label(int index) {
    return source.label(index);
  }

  @Override
  public String sha256() {
    return Sha256.of(source.sha256() + " at " + head);
  }
}
