package org.scissionlite.zoo;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.scissionlite.model.Attribute;
import org.scissionlite.model.Node;
import org.scissionlite.model.Shape;
import org.scissionlite.model.Tensor;

/**
 * One layer under construction: a chain of operators, the last of which is named like the layer and
 * the others "layer/operator".
 */
final class LayerBuilder {
  private final Network network;
  private final String layer;
  private final List<String> sources;
  private final List<Step> steps = new ArrayList<>();
  private final List<Node> constants = new ArrayList<>();
  private Shape shape;
  private Signal signal;

  /**
   * An operator of the chain.
   *
   * @param others what it reads besides the value of the step before
   */
  private record Step(
      String operator, List<String> others, Map<String, Attribute> attributes, Shape shape) {}

  /** Begins a layer; the first step reads all the sources. */
  LayerBuilder(Network network, String layer, List<Value> sources) {
    this.network = network;
    this.layer = layer;
    this.sources = sources.stream().map(Value::name).toList();
    this.shape = sources.get(0).shape();
    this.signal = sources.get(0).signal();
  }

  /** A convolution with He's weights. */
  LayerBuilder convolution(Window window, int filters, boolean bias) {
    Shape kernel = Shape.of(filters, shape.dim(1), window.height(), window.width());
    return convolve("kernel", window, kernel, bias);
  }

  /** A convolution of every channel by itself, without a bias. */
  LayerBuilder depthwise(Window window) {
    Shape kernel = Shape.of(shape.dim(1), 1, window.height(), window.width());
    return convolve("depthwise_kernel", window, kernel, false);
  }

  private LayerBuilder convolve(String role, Window window, Shape kernel, boolean bias) {
    List<String> others = new ArrayList<>();
    others.add(initializer(role, network.weights().he(layer + "/" + role, kernel)));
    if (bias) {
      others.add(initializer("bias", Weights.constant(kernel.dim(0), 0)));
    }
    Map<String, Attribute> attributes = new HashMap<>(window.attributes(shape));
    attributes.put("group", Attribute.of((long) shape.dim(1) / kernel.dim(1)));
    signal = signal.weighted(Weights.HE_GAIN * window.coverage(shape));
    return step("Conv", others, attributes, window.over(shape, kernel.dim(0)));
  }

  /** A dense layer; its weights make outputs of variance {@code gain} times the input's power. */
  LayerBuilder dense(int units, double gain) {
    String role = "kernel";
    Tensor kernel =
        network.weights().uniform(layer + "/" + role, Shape.of(units, shape.dim(1)), gain);
    signal = signal.weighted(gain);
    return step(
        "Gemm",
        List.of(initializer(role, kernel), initializer("bias", Weights.constant(units, 0))),
        Map.of("transB", Attribute.of(1L)),
        Shape.of(1, units));
  }

  /**
   * Batch normalisation; without a scale, its scale of ones is computed and is no parameter.
   *
   * @param epsilon added to the variance
   */
  LayerBuilder batchNorm(double epsilon, boolean scale) {
    int channels = shape.dim(1);
    List<String> others =
        List.of(
            scale ? initializer("gamma", Weights.constant(channels, 1)) : ones(channels),
            initializer("beta", Weights.constant(channels, 0)),
            initializer("moving_mean", Weights.constant(channels, signal.mean())),
            initializer("moving_variance", Weights.constant(channels, signal.variance())));
    signal = Signal.STANDARD;
    return step(
        "BatchNormalization", others, Map.of("epsilon", Attribute.of((float) epsilon)), shape);
  }

  private String ones(int channels) {
    String name = layer + "/scale";
    String size = initializer("channels", Tensor.vector(channels));
    Attribute one = new Attribute.TensorValue(Tensor.ofFloats(Shape.of(1), 1));
    constants.add(
        new Node(
            name,
            layer,
            "",
            "ConstantOfShape",
            List.of(size),
            List.of(name),
            Map.of("value", one)));
    network.type(name, Shape.of(channels));
    return name;
  }

  /** An operator without weights that keeps the shape, such as Relu. */
  LayerBuilder pointwise(String operator, UnaryOperator<Signal> effect) {
    signal = effect.apply(signal);
    return step(operator, List.of(), Map.of(), shape);
  }

  /** max(0, min(x, 6)). */
  LayerBuilder relu6() {
    signal = signal.rectified();
    List<String> bounds =
        List.of(initializer("min", Tensor.scalar(0)), initializer("max", Tensor.scalar(6)));
    return step("Clip", bounds, Map.of(), shape);
  }

  LayerBuilder maxPool(Window window) {
    signal = signal.highest();
    return step("MaxPool", List.of(), window.attributes(shape), window.over(shape, shape.dim(1)));
  }

  /** The average over the window's points that lie on the input; padding does not count. */
  LayerBuilder averagePool(Window window) {
    signal = signal.averaged();
    return step(
        "AveragePool", List.of(), window.attributes(shape), window.over(shape, shape.dim(1)));
  }

  /** The average over height and width: [1,c,h,w] becomes [1,c]. */
  LayerBuilder globalAveragePool() {
    signal = signal.averaged();
    step("GlobalAveragePool", List.of(), Map.of(), Shape.of(1, shape.dim(1), 1, 1));
    return flatten();
  }

  LayerBuilder flatten() {
    Shape flat = Shape.of(1, Math.toIntExact(shape.elements()));
    return step("Flatten", List.of(), Map.of(), flat);
  }

  LayerBuilder pad(Margin margin) {
    Shape padded = margin.around(shape);
    signal = signal.scaled(Math.sqrt((double) shape.elements() / padded.elements()));
    return step("Pad", List.of(initializer("pads", margin.pads())), Map.of(), padded);
  }

  /** Overrides what is expected of the layer's output. */
  LayerBuilder becoming(Signal expected) {
    signal = expected;
    return this;
  }

  /** Ends the layer. */
  Value end() {
    List<Node> nodes = new ArrayList<>(constants);
    List<String> inputs = sources;
    for (int i = 0; i < steps.size(); i++) {
      Step step = steps.get(i);
      boolean last = i == steps.size() - 1;
      String name = last ? layer : layer + "/" + step.operator().toLowerCase(Locale.ROOT);
      List<String> reads = Stream.concat(inputs.stream(), step.others().stream()).toList();
      nodes.add(
          new Node(name, layer, "", step.operator(), reads, List.of(name), step.attributes()));
      network.type(name, step.shape());
      inputs = List.of(name);
    }
    network.add(new Network.DraftLayer(layer, sources, nodes));
    return new Value(network, layer, shape, signal);
  }

  /** Adds any operator of one output. */
  LayerBuilder step(
      String operator, List<String> others, Map<String, Attribute> attributes, Shape output) {
    steps.add(new Step(operator, others, attributes, output));
    shape = output;
    return this;
  }

  private String initializer(String role, Tensor tensor) {
    return network.initializer(layer + "/" + role, tensor);
  }
}
