package org.scissionlite.privacy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.scissionlite.model.Attribute;
import org.scissionlite.model.ElementType;
import org.scissionlite.model.ModelGraph;
import org.scissionlite.model.Node;
import org.scissionlite.model.Shape;
import org.scissionlite.model.Tensor;
import org.scissionlite.model.TensorSpec;

/**
 * Builds the attacker's decoder: two convolutions, then as often as the picture's size allows a
 * transposed convolution that doubles the size, then a convolution to three colours. What comes out
 * is added to the {@link MeanPicture}.
 *
 * <p>Features [1,64,16,16] to a picture of 128x128 by the usual attacker: 16 to 32, 64, 128, with
 * 64, 32, 16, 8 channels.
 */
final class InversionNetwork {
  static final String FEATURES = "features";
  static final String DIFFERENCE = "difference";
  private static final int OPSET = 17;

  /** How many times more inputs the last convolution is taken to have. */
  private static final int START = 100;

  private final AttackStrength strength;
  private final Random random;
  private final List<Node> nodes = new ArrayList<>();
  private final Map<String, Tensor> weights = new LinkedHashMap<>();
  private String last = FEATURES;
  private int channels;
  private int side;

  private InversionNetwork(Shape features, AttackStrength strength, long seed) {
    this.strength = strength;
    this.random = new Random(seed);
    this.channels = features.dim(1);
    this.side = features.dim(2);
  }

  /**
   * The decoder, with random weights.
   *
   * @param scales of the features' channels
   * @param picture [1,3,H,W]
   */
  static ModelGraph graph(
      Shape features, ChannelScales scales, Shape picture, AttackSettings settings) {
    InversionNetwork network = new InversionNetwork(features, settings.strength(), settings.seed());
    network.scale(scales);
    network.convolve("in", network.strength.channelsAt(network.side), 3);
    network.rectify("in");
    network.convolve("in2", network.strength.channelsAt(network.side), 3);
    network.rectify("in2");
    while (2 * network.side <= picture.dim(2)) {
      network.doubleSize();
    }
    network.resize(picture);
    network.end(picture.dim(1));
    return new ModelGraph(
        "inversion",
        Map.of("", OPSET),
        List.of(new TensorSpec(FEATURES, ElementType.FLOAT32, features)),
        List.of(new TensorSpec(DIFFERENCE, ElementType.FLOAT32, picture)),
        network.named(DIFFERENCE),
        network.weights,
        Map.of());
  }

  private void scale(ChannelScales scales) {
    weights.put("mean", scales.means());
    weights.put("factor", scales.factors());
    add("centred", "Sub", List.of(last, "mean"), Map.of());
    add("scaled", "Mul", List.of(last, "factor"), Map.of());
  }

  /** The last convolution starts small: the first pictures are nearly the typical one. */
  private void end(int colours) {
    convolve("out", colours, 5, START * channels * 25);
  }

  private void convolve(String name, int filters, int kernel) {
    convolve(name, filters, kernel, channels * kernel * kernel);
  }

  private void convolve(String name, int filters, int kernel, int fanIn) {
    weights.put(name + ".w", random(fanIn, filters, channels, kernel, kernel));
    weights.put(name + ".b", Tensor.ofFloats(Shape.of(filters), new float[filters]));
    long pad = kernel / 2;
    add(
        name,
        "Conv",
        List.of(last, name + ".w", name + ".b"),
        Map.of("pads", Attribute.ints(pad, pad, pad, pad)));
    channels = filters;
  }

  private void doubleSize() {
    side *= 2;
    int filters = strength.channelsAt(side);
    String name = "up" + side;
    weights.put(name + ".w", random(channels * 4, channels, filters, 4, 4));
    weights.put(name + ".b", Tensor.ofFloats(Shape.of(filters), new float[filters]));
    add(
        name,
        "ConvTranspose",
        List.of(last, name + ".w", name + ".b"),
        Map.of("strides", Attribute.ints(2, 2), "pads", Attribute.ints(1, 1, 1, 1)));
    channels = filters;
    rectify(name);
  }

  private void rectify(String name) {
    add(name + ".relu", "Relu", List.of(last), Map.of());
  }

  private void resize(Shape picture) {
    if (side == picture.dim(2) && picture.dim(2) == picture.dim(3)) {
      return;
    }
    weights.put("size", Tensor.vector(1, channels, picture.dim(2), picture.dim(3)));
    add("resized", "Resize", List.of(last, "", "", "size"), Map.of("mode", Attribute.of("linear")));
  }

  private void add(String name, String operator, List<String> inputs, Map<String, Attribute> with) {
    nodes.add(Node.of(name, operator, inputs, with));
    last = name;
  }

  /** The nodes, the last of which writes the tensor of a name. */
  private List<Node> named(String output) {
    Node end = nodes.remove(nodes.size() - 1);
    nodes.add(Node.of(output, end.operator(), end.inputs(), end.attributes()));
    return nodes;
  }

  /** He's normal weights. */
  private Tensor random(int fanIn, int... dims) {
    Shape shape = Shape.of(dims);
    float[] values = new float[Math.toIntExact(shape.elements())];
    double deviation = Math.sqrt(2.0 / fanIn);
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (deviation * random.nextGaussian());
    }
    return Tensor.ofFloats(shape, values);
  }
}
