package org.scissionlite.zoo;

import java.util.List;
import org.scissionlite.error.UsageException;
import org.scissionlite.model.ModelGraph;
import org.scissionlite.zoo.layer.LayerOutput;
import org.scissionlite.zoo.layer.Network;
import org.scissionlite.zoo.layer.Weights;

/**
 * The architectures of the paper, a segmenter and a detector, as ONNX graphs (opset 17, NCHW
 * float32, batch 1), with Keras's layers in Keras's order. The weights are random: for latency, and
 * to train from scratch.
 */
public final class Zoo {
  private static final long SEED = 1;

  private Zoo() {}

  /** The names of all architectures. */
  public static List<String> names() {
    return Architecture.ALL.stream().map(Architecture::name).toList();
  }

  /** The names of those that answer with the probabilities of classes. */
  public static List<String> classifiers() {
    return Architecture.ALL.stream()
        .filter(each -> each.body().answer() == AnswerKind.CLASSES)
        .map(Architecture::name)
        .toList();
  }

  /**
   * What an architecture answers with.
   *
   * @throws UsageException for an unknown name; lists the valid ones, nearest first
   */
  public static AnswerKind answer(String name) {
    return find(name).body().answer();
  }

  /**
   * The usual options of an architecture: width 1, the published input size and number of classes.
   *
   * @throws UsageException for an unknown name; lists the valid ones, nearest first
   */
  public static ZooOptions defaults(String name) {
    return new ZooOptions(1, find(name).inputSize(), find(name).body().classes(), SEED);
  }

  /**
   * Builds an architecture with its usual options: "densenet169" has 597 layers with the input,
   * 14,307,880 parameters and the input [1,3,224,224].
   *
   * @throws UsageException for an unknown name; lists the valid ones, nearest first
   */
  public static ModelGraph build(String name) {
    return build(name, defaults(name));
  }

  /**
   * Builds an architecture. Its only input is "input", its only output what {@link AnswerKind}
   * says. The same name and options give the same bits on every machine.
   *
   * @throws UsageException for an unknown name, and for options that the architecture does not have
   */
  public static ModelGraph build(String name, ZooOptions options) {
    Architecture architecture = find(name);
    architecture.check(options);
    Network network = new Network(new Weights(options.seed()));
    LayerOutput image = network.input(options.inputSize());
    return network.finish(name, architecture.body().on(image, options));
  }

  private static Architecture find(String name) {
    return Architecture.ALL.stream()
        .filter(candidate -> candidate.name().equals(name))
        .findFirst()
        .orElseThrow(() -> UsageException.unknownName("architecture", name, names()));
  }
}
