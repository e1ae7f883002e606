package org.scissionlite.cli.offload.result;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.scissionlite.input.TopClasses;
import org.scissionlite.input.TopClasses.Ranked;
import org.scissionlite.model.ElementType;
import org.scissionlite.model.Tensor;

/**
 * What a person reads of an answer: the best classes, or where the first output is neither scores
 * nor a class, the outputs with their types.
 *
 * @param classes best first; empty where there are none
 * @param outputs such as "map float32 [1,1,32,32]"; empty where there are classes
 */
record TopAnswer(List<Ranked> classes, List<String> outputs) {
  TopAnswer {
    classes = List.copyOf(classes);
    outputs = List.copyOf(outputs);
  }

  static TopAnswer of(Map<String, Tensor> outputs, List<String> labels, int top) {
    Tensor first = outputs.values().iterator().next();
    if (first.elementType() == ElementType.FLOAT32 && isVector(first)) {
      return new TopAnswer(TopClasses.of(first, labels, top), List.of());
    }
    if (first.elementType() == ElementType.INT64 && first.shape().elements() == 1) {
      return new TopAnswer(List.of(chosen(first.toLongs()[0], labels)), List.of());
    }
    List<String> shapes =
        outputs.entrySet().stream()
            .map(output -> output.getKey() + " " + output.getValue().type())
            .toList();
    return new TopAnswer(List.of(), shapes);
  }

  /** Whether all dimensions but one are 1. */
  private static boolean isVector(Tensor tensor) {
    return IntStream.range(0, tensor.shape().rank())
            .filter(axis -> tensor.shape().dim(axis) != 1)
            .count()
        <= 1;
  }

  /** The class that the network chose by itself, without a score: 1 stands for it. */
  private static Ranked chosen(long index, List<String> labels) {
    boolean named = index >= 0 && index < labels.size();
    return new Ranked(
        (int) Math.min(index, Integer.MAX_VALUE),
        named ? labels.get((int) index) : "class " + index,
        1);
  }
}
