package org.scissionlite.zoo.layer;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.scissionlite.model.ElementType;
import org.scissionlite.model.ModelGraph;
import org.scissionlite.model.Node;
import org.scissionlite.model.Shape;
import org.scissionlite.model.Tensor;
import org.scissionlite.model.TensorSpec;
import org.scissionlite.model.TensorType;

/** A model under construction: collects the layers that {@link LayerOutput} adds. */
public final class Network {
  public static final String INPUT = "input";
  private static final int OPSET = 17;

  private final Weights weights;
  private final Map<String, DraftLayer> layers = new LinkedHashMap<>();
  private final Map<String, Tensor> initializers = new LinkedHashMap<>();
  private final Map<String, TensorType> types = new HashMap<>();
  private final Map<String, Integer> unnamed = new HashMap<>();

  /**
   * A layer with the layers that it reads.
   *
   * @param sources names of layers, in the order in which they are read
   */
  record DraftLayer(String name, List<String> sources, List<Node> nodes) {
    DraftLayer {
      sources = List.copyOf(sources);
      nodes = List.copyOf(nodes);
    }
  }

  public Network(Weights weights) {
    this.weights = weights;
  }

  /** The input image, [1,3,size,size], of mean 0 and variance 1. */
  public LayerOutput input(int size) {
    Shape shape = Shape.of(1, 3, size, size);
    layers.put(INPUT, new DraftLayer(INPUT, List.of(), List.of()));
    types.put(INPUT, new TensorType(ElementType.FLOAT32, shape));
    return new LayerOutput(this, INPUT, shape, SignalStatistics.STANDARD);
  }

  Weights weights() {
    return weights;
  }

  void add(DraftLayer layer) {
    layers.put(layer.name(), layer);
  }

  void type(String tensor, Shape shape) {
    types.put(tensor, new TensorType(ElementType.FLOAT32, shape));
  }

  /** Keeps a constant, and returns its name. */
  public String initializer(String name, Tensor tensor) {
    initializers.put(name, tensor);
    return name;
  }

  /** Keras's name for a layer that was given none: conv2d, conv2d_1, conv2d_2 and so on. */
  String unnamed(String kind) {
    int number = unnamed.merge(kind, 1, Integer::sum) - 1;
    return number == 0 ? kind : kind + "_" + number;
  }

  /** The model that computes a value, with its layers in Keras's order. */
  public ModelGraph finish(String name, LayerOutput output) {
    List<Node> nodes =
        KerasOrder.of(layers, output.name()).stream()
            .flatMap(layer -> layer.nodes().stream())
            .toList();
    return new ModelGraph(
        name,
        Map.of("", OPSET),
        List.of(new TensorSpec(INPUT, types.get(INPUT))),
        List.of(new TensorSpec(output.name(), types.get(output.name()))),
        nodes,
        initializers,
        types);
  }
}
