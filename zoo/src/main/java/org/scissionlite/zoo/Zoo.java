package org.scissionlite.zoo;

import java.util.List;
import org.scissionlite.error.UsageException;
import org.scissionlite.model.ModelGraph;

/**
 * The architectures of the paper as ONNX graphs (opset 17, NCHW float32, batch 1), with Keras's
 * layers in Keras's order. The weights are random: for latency, and to train from scratch.
 */
public final class Zoo {
  private static final long SEED = 1;

  private Zoo() {}

  /** The names of all architectures. */
  public static List<String> names() {
    return Architecture.ALL.stream().map(Architecture::name).toList();
  }

  /**
   * Builds an architecture with its usual input size: "densenet169" has 597 layers with the input,
   * 14,307,880 parameters and the input [1,3,224,224]. The same name gives the same bits on every
   * machine.
   *
   * @throws UsageException for an unknown name; lists the valid ones, nearest first
   */
  public static ModelGraph build(String name) {
    Architecture architecture =
        Architecture.ALL.stream()
            .filter(candidate -> candidate.name().equals(name))
            .findFirst()
            .orElseThrow(() -> UsageException.unknownName("architecture", name, names()));
    Network network = new Network(new Weights(SEED));
    Value image = network.input(architecture.inputSize());
    return network.finish(name, architecture.body().on(image, 1000));
  }
}
