package org.scissionlite.trainer.operator;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.scissionlite.model.Attribute;
import org.scissionlite.model.ElementType;
import org.scissionlite.model.ModelGraph;
import org.scissionlite.model.Node;
import org.scissionlite.model.Shape;
import org.scissionlite.model.Tensor;
import org.scissionlite.model.TensorSpec;

/** A graph of one node: its first input varies, the others are constants. */
final class OperatorCase {
  private final String label;
  private final String operator;
  private final Shape input;
  private final Map<String, Attribute> attributes = new TreeMap<>();
  private final Map<String, Tensor> constants = new LinkedHashMap<>();
  private final List<String> inputs = new ArrayList<>(List.of("x"));
  private int outputs = 1;

  private OperatorCase(String label, String operator, Shape input) {
    this.label = label;
    this.operator = operator;
    this.input = input;
  }

  static OperatorCase of(String operator, int... shape) {
    return new OperatorCase(operator, operator, Shape.of(shape));
  }

  OperatorCase with(String key, Attribute value) {
    attributes.put(key, value);
    return this;
  }

  OperatorCase ints(String key, long... values) {
    return with(key, Attribute.ints(values));
  }

  OperatorCase weights(int... shape) {
    return constant(random(Shape.of(shape), 7 + inputs.size()));
  }

  OperatorCase positive(int... shape) {
    float[] values = random(Shape.of(shape), 3 + inputs.size()).toFloats();
    for (int i = 0; i < values.length; i++) {
      values[i] = Math.abs(values[i]) + 0.1f;
    }
    return constant(Tensor.ofFloats(Shape.of(shape), values));
  }

  OperatorCase constant(Tensor value) {
    String name = "c" + inputs.size();
    constants.put(name, value);
    inputs.add(name);
    return this;
  }

  OperatorCase longs(long... values) {
    return constant(Tensor.vector(values));
  }

  OperatorCase omitted() {
    inputs.add("");
    return this;
  }

  OperatorCase outputs(int count) {
    outputs = count;
    return this;
  }

  /** The graph, with these types of the outputs. */
  ModelGraph graph(List<TensorSpec> outputSpecs) {
    Node node = new Node("node", "node", "", operator, inputs, outputNames(), attributes);
    return new ModelGraph(
        "one " + label,
        Map.of("", 17),
        List.of(new TensorSpec("x", ElementType.FLOAT32, input)),
        outputSpecs,
        List.of(node),
        constants,
        Map.of());
  }

  List<String> outputNames() {
    return java.util.stream.IntStream.range(0, outputs).mapToObj(i -> "y" + i).toList();
  }

  Tensor example() {
    return random(input, 1);
  }

  private static Tensor random(Shape shape, long seed) {
    Random random = new Random(seed);
    float[] values = new float[Math.toIntExact(shape.elements())];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return Tensor.ofFloats(shape, values);
  }

  @Override
  public String toString() {
    return label + " " + attributes.keySet() + " " + input;
  }
}
