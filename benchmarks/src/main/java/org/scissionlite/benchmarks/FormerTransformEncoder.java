package org.scissionlite.benchmarks;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.scissionlite.model.Attribute;
import org.scissionlite.model.Node;
import org.scissionlite.model.Shape;
import org.scissionlite.model.Tensor;
import org.scissionlite.transfer.Fragment;

/**
 * An encoder of transform coding with the operators of before: a convolution also of few channels,
 * a factor that is broadcast tile by tile, and Shrink. Made from one of today with the same
 * constants.
 */
final class FormerTransformEncoder {
  private static final float ROUNDING = 0.33f;

  private final Fragment present;
  private final List<Node> nodes = new ArrayList<>();
  private final Map<String, Tensor> constants;

  private FormerTransformEncoder(Fragment present) {
    this.present = present;
    this.constants = new HashMap<>(present.constants());
  }

  static Fragment of(Fragment present) {
    return new FormerTransformEncoder(present).former();
  }

  private Fragment former() {
    present.nodes().forEach(this::add);
    constants
        .keySet()
        .removeIf(name -> nodes.stream().noneMatch(node -> node.inputs().contains(name)));
    return new Fragment(present.input(), present.output(), nodes, constants);
  }

  private void add(Node node) {
    String prefix = present.input().name() + "/DeviceTL/";
    switch (node.name().substring(prefix.length())) {
      case "positions", "mixed", "scaled/repeated", "scaled/factors", "deadzone" -> {}
      case "channels" -> nodes.add(node.operator().equals("Conv") ? node : convolution(node));
      case "rowsOfTiles" -> nodes.add(tiles(node));
      case "scaled" ->
          nodes.add(node.withInputs(List.of(node.inputs().get(0), prefix + "scaled/0")));
      case "rounded" -> nodes.add(shrink(node));
      default -> nodes.add(node);
    }
  }

  private Node convolution(Node add) {
    String matrix = present.input().name() + "/DeviceTL/mixed/0";
    Tensor square = constants.get(matrix);
    int n = square.shape().dim(0);
    constants.put("kernel", Tensor.ofFloats(Shape.of(n, n, 1, 1), square.toFloats()));
    Tensor bias = constants.get(add.inputs().get(1));
    constants.put("bias", Tensor.ofFloats(Shape.of(n), bias.toFloats()));
    List<String> inputs = List.of(present.input().name(), "kernel", "bias");
    return Node.of(add.name(), "Conv", inputs, Map.of());
  }

  /** From rows of tiles to tiles: the factor's shape tells their sides. */
  private Node tiles(Node reshape) {
    Shape factor = constants.get(present.input().name() + "/DeviceTL/scaled/0").shape();
    Shape map = present.input().shape();
    constants.put(
        "tiles",
        Tensor.vector(
            -1,
            map.dim(1),
            map.dim(2) / factor.dim(2),
            factor.dim(2),
            map.dim(3) / factor.dim(4),
            factor.dim(4)));
    return reshape.withInputs(List.of(reshape.inputs().get(0), "tiles"));
  }

  private static Node shrink(Node add) {
    String scaled = add.inputs().get(1);
    return Node.of(
        add.name(),
        "Shrink",
        List.of(scaled),
        Map.of("lambd", Attribute.of(1 - ROUNDING), "bias", Attribute.of(-ROUNDING)));
  }
}
