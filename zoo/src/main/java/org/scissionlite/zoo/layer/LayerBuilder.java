package org.scissionlite.zoo.layer;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.scissionlite.model.Attribute;
import org.scissionlite.model.ModelGraph;
import org.scissionlite.model.Node;
import org.scissionlite.model.Shape;
import org.scissionlite.model.Tensor;

/**
 * One layer under construction: a chain of operators, the last of which is named like the layer and
 * the others "layer/operator".
 */
public final class LayerBuilder {
  private final Network network;
  private final String layer;
  private final List<LayerOutput> sources;
  private final List<Step> steps = new ArrayList<>();
  private final List<Node> before = new ArrayList<>();
  private String weightsOf;
  private Shape shape;
  private SignalStatistics signal;

  /**
   * An operator of the chain.
   *
   * @param others what it reads besides the output of the step before
   */
  private record Step(
      String operator, List<String> others, Map<String, Attribute> attributes, Shape shape) {}

  /** Begins a layer; the chain starts from the first source. */
  public LayerBuilder(Network network, String layer, List<LayerOutput> sources) {
    this.network = network;
    this.layer = layer;
    this.weightsOf = layer;
    this.sources = sources;
    this.shape = sources.get(0).shape();
    this.signal = sources.get(0).signal();
  }

  /** A convolution with He's weights. */
  public LayerBuilder convolution(Window window, int filters, boolean bias) {
    Shape kernel = Shape.of(filters, shape.dim(1), window.height(), window.width());
    return convolve("kernel", window, kernel, Weights.HE_GAIN, bias(bias));
  }

  private static Optional<Double> bias(boolean any) {
    return any ? Optional.of(0.0) : Optional.empty();
  }

  /** Weights and other constants under a name that several layers share. */
  public LayerBuilder sharing(String name) {
    weightsOf = name;
    return this;
  }

  /** A convolution with a bias whose outputs have the power of logits. */
  public LayerBuilder logits(Window window, int filters) {
    Shape kernel = Shape.of(filters, shape.dim(1), window.height(), window.width());
    double gain = Weights.LOGIT_VARIANCE / signal.power();
    return convolve("kernel", window, kernel, gain, Optional.of(0.0));
  }

  /** A convolution with weights of a given variance and a bias that is everywhere the same. */
  public LayerBuilder convolution(Window window, int filters, double variance, double bias) {
    Shape kernel = Shape.of(filters, shape.dim(1), window.height(), window.width());
    double fanIn = (double) kernel.elements() / filters;
    return convolve("kernel", window, kernel, variance * fanIn, Optional.of(bias));
  }

  /** A convolution of every channel by itself, without a bias. */
  public LayerBuilder depthwise(Window window) {
    Shape kernel = Shape.of(shape.dim(1), 1, window.height(), window.width());
    return convolve("depthwise_kernel", window, kernel, Weights.HE_GAIN, bias(false));
  }

  /** The transposed convolution that doubles height and width, with a bias. */
  public LayerBuilder doubling(int filters) {
    Shape kernel = Shape.of(shape.dim(1), filters, 2, 2);
    // A point of the result sees the channels of one point: fewer or more than a row of the kernel.
    double gain = Weights.HE_GAIN * kernel.dim(1) * 4 / kernel.dim(0);
    String weight = constant("kernel", weights("kernel", kernel, gain));
    String bias = constant("bias", Weights.constant(filters, 0));
    signal = signal.weighted(Weights.HE_GAIN);
    return step(
        "ConvTranspose",
        List.of(weight, bias),
        Map.of("kernel_shape", Attribute.ints(2, 2), "strides", Attribute.ints(2, 2)),
        Shape.of(1, filters, 2 * shape.dim(2), 2 * shape.dim(3)));
  }

  private LayerBuilder convolve(
      String role, Window window, Shape kernel, double gain, Optional<Double> bias) {
    List<String> others = new ArrayList<>();
    others.add(constant(role, weights(role, kernel, gain)));
    bias.ifPresent(value -> others.add(constant("bias", Weights.constant(kernel.dim(0), value))));
    Map<String, Attribute> attributes = new HashMap<>(window.attributes(shape));
    attributes.put("group", Attribute.of((long) shape.dim(1) / kernel.dim(1)));
    signal = signal.weighted(gain * window.coverage(shape));
    return step("Conv", others, attributes, window.over(shape, kernel.dim(0)));
  }

  /** A matrix product with a bias; its outputs have {@code gain} times the input's power. */
  public LayerBuilder dense(int units, double gain) {
    Tensor kernel = weights("kernel", Shape.of(units, shape.dim(1)), gain);
    List<String> others =
        List.of(constant("kernel", kernel), constant("bias", Weights.constant(units, 0)));
    signal = signal.weighted(gain);
    return step("Gemm", others, Map.of("transB", Attribute.of(1L)), Shape.of(1, units));
  }

  /**
   * Batch normalisation; without a scale, its scale of ones is no parameter.
   *
   * @param epsilon added to the variance
   */
  public LayerBuilder batchNorm(double epsilon, boolean scale) {
    int channels = shape.dim(1);
    List<String> others =
        List.of(
            constant(scale ? "gamma" : "ones" + ModelGraph.FIXED, Weights.constant(channels, 1)),
            constant("beta", Weights.constant(channels, 0)),
            constant("moving_mean", Weights.constant(channels, signal.mean())),
            constant("moving_variance", Weights.constant(channels, signal.variance())));
    signal = SignalStatistics.STANDARD;
    return step(
        "BatchNormalization", others, Map.of("epsilon", Attribute.of((float) epsilon)), shape);
  }

  public LayerBuilder relu() {
    signal = signal.rectified();
    return step("Relu", List.of(), Map.of(), shape);
  }

  public LayerBuilder relu6() {
    signal = signal.rectified();
    List<String> bounds =
        List.of(constant("min", Tensor.scalar(0)), constant("max", Tensor.scalar(6)));
    return step("Clip", bounds, Map.of(), shape);
  }

  public LayerBuilder softmax() {
    return step("Softmax", List.of(), Map.of("axis", Attribute.of(1L)), shape);
  }

  public LayerBuilder identity() {
    return step("Identity", List.of(), Map.of(), shape);
  }

  public LayerBuilder maxPool(Window window) {
    signal = window.area() > 1 ? signal.highest() : signal;
    return step("MaxPool", List.of(), window.attributes(shape), window.over(shape, shape.dim(1)));
  }

  /**
   * The average over the window's points that lie on the input; padding does not count. The signal
   * is taken as unchanged: deep in a random network most of it is the same at all points.
   */
  public LayerBuilder averagePool(Window window) {
    return step(
        "AveragePool", List.of(), window.attributes(shape), window.over(shape, shape.dim(1)));
  }

  public LayerBuilder globalAveragePool() {
    return step("GlobalAveragePool", List.of(), Map.of(), Shape.of(1, shape.dim(1), 1, 1))
        .flatten();
  }

  public LayerBuilder flatten() {
    Shape flat = Shape.of(1, Math.toIntExact(shape.elements()));
    return step("Flatten", List.of(), Map.of(), flat);
  }

  /** Reshapes all dimensions but the batch, which ONNX copies where the new shape says 0. */
  public LayerBuilder reshape(Shape newShape) {
    long[] dims = newShape.toLongs();
    dims[0] = 0;
    return step("Reshape", List.of(constant("shape", Tensor.vector(dims))), Map.of(), newShape);
  }

  public LayerBuilder pad(SpatialMargin margin) {
    Shape padded = margin.around(shape);
    signal = signal.scaled(Math.sqrt(margin.weight(shape)));
    return step("Pad", List.of(constant("pads", margin.pads())), Map.of(), padded);
  }

  public LayerBuilder crop(SpatialMargin margin) {
    Shape inner = margin.within(shape);
    List<String> others =
        List.of(
            constant("starts", Tensor.vector(margin.top(), margin.left())),
            constant(
                "ends",
                Tensor.vector(shape.dim(2) - margin.bottom(), shape.dim(3) - margin.right())),
            constant("axes", Tensor.vector(2, 3)));
    return step("Slice", others, Map.of(), inner);
  }

  /** Twice the height and width, each point four times. */
  public LayerBuilder upsample() {
    List<String> scales =
        List.of(
            "",
            constant(
                "scales" + ModelGraph.FIXED,
                Tensor.ofFloats(Shape.of(4), new float[] {1, 1, 2, 2})));
    Map<String, Attribute> nearest =
        Map.of(
            "mode",
            Attribute.of("nearest"),
            "coordinate_transformation_mode",
            Attribute.of("asymmetric"),
            "nearest_mode",
            Attribute.of("floor"));
    return step(
        "Resize", scales, nearest, Shape.of(1, shape.dim(1), 2 * shape.dim(2), 2 * shape.dim(3)));
  }

  /** The sum of both sources. */
  public LayerBuilder add() {
    signal = signal.plus(sources.get(1).signal());
    return step("Add", List.of(sources.get(1).name()), Map.of(), shape);
  }

  /** The first source plus the second times a factor. */
  public LayerBuilder addScaled(double factor) {
    LayerOutput scaled = sources.get(1);
    String product = layer + "/mul";
    List<String> factors =
        List.of(scaled.name(), constant("factor", Tensor.scalar((float) factor)));
    before.add(new Node(product, layer, "", "Mul", factors, List.of(product), Map.of()));
    network.type(product, scaled.shape());
    signal = signal.plus(scaled.signal().scaled(factor));
    return step("Add", List.of(product), Map.of(), shape);
  }

  /** All sources, one after another along the channels. */
  public LayerBuilder concat() {
    List<LayerOutput> others = sources.subList(1, sources.size());
    int channels = shape.dim(1);
    for (LayerOutput other : others) {
      int with = channels + other.channels();
      signal = signal.mixed((double) channels / with, other.signal());
      channels = with;
    }
    return step(
        "Concat",
        others.stream().map(LayerOutput::name).toList(),
        Map.of("axis", Attribute.of(1L)),
        Shape.of(1, channels, shape.dim(2), shape.dim(3)));
  }

  /** All sources [1,c,n], one after another along the last axis. */
  public LayerBuilder append() {
    List<LayerOutput> others = sources.subList(1, sources.size());
    int length = sources.stream().mapToInt(source -> source.shape().dim(2)).sum();
    return step(
        "Concat",
        others.stream().map(LayerOutput::name).toList(),
        Map.of("axis", Attribute.of(2L)),
        Shape.of(1, shape.dim(1), length));
  }

  /** Ends the layer. */
  public LayerOutput end() {
    List<Node> nodes = new ArrayList<>(before);
    String previous = sources.get(0).name();
    for (int i = 0; i < steps.size(); i++) {
      Step step = steps.get(i);
      boolean last = i == steps.size() - 1;
      String name = last ? layer : layer + "/" + step.operator().toLowerCase(Locale.ROOT);
      List<String> reads = Stream.concat(Stream.of(previous), step.others().stream()).toList();
      nodes.add(
          new Node(name, layer, "", step.operator(), reads, List.of(name), step.attributes()));
      network.type(name, step.shape());
      previous = name;
    }
    network.add(
        new Network.DraftLayer(layer, sources.stream().map(LayerOutput::name).toList(), nodes));
    return new LayerOutput(network, layer, shape, signal);
  }

  /** An operator at the end of the chain. */
  public LayerBuilder step(
      String operator, List<String> others, Map<String, Attribute> attributes, Shape output) {
    steps.add(new Step(operator, others, attributes, output));
    shape = output;
    return this;
  }

  private Tensor weights(String role, Shape weightShape, double gain) {
    return network.weights().uniform(weightsOf + "/" + role, weightShape, gain);
  }

  /** Keeps a constant of this layer, and returns its name. */
  public String constant(String role, Tensor tensor) {
    return network.initializer(weightsOf + "/" + role, tensor);
  }
}
