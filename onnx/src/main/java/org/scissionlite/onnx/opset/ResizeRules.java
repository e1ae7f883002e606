package org.scissionlite.onnx.opset;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.scissionlite.model.Attribute;
import org.scissionlite.model.Node;
import org.scissionlite.model.Shape;
import org.scissionlite.model.Tensor;

/**
 * Upsample, and the Resize of opset 10: they scale coordinates from the upper left corner. The
 * nearest element is the one below along an axis that grows, as ONNX Runtime takes it, and the one
 * above along an axis that shrinks.
 */
final class ResizeRules {
  private static final String BELOW = "floor";
  private static final String ABOVE = "ceil";

  private ResizeRules() {}

  static List<Node> upsample(Node node, OpsetUpgrade upgrade) {
    if (node.inputs().size() > 1) {
      return resize(node, upgrade);
    }
    if (!(node.attributes().get("scales") instanceof Attribute.FloatList scales)) {
      throw upgrade.unsupported(node, "an Upsample without scales");
    }
    float[] values = new float[scales.values().size()];
    IntStream.range(0, values.length).forEach(i -> values[i] = scales.values().get(i));
    String name = upgrade.constant(node, "scales", vector(values));
    return resize(node.withInputs(List.of(node.inputs().get(0), name)), upgrade);
  }

  static List<Node> resize(Node node, OpsetUpgrade upgrade) {
    if (!node.stringAttribute("mode", "nearest").equals("nearest")) {
      return List.of(asymmetric(node, BELOW));
    }
    Optional<float[]> scales = upgrade.valueOf(node.inputs().get(1)).map(Tensor::toFloats);
    if (scales.isEmpty()) {
      requireGrowing(node, upgrade);
      return List.of(asymmetric(node, BELOW));
    }
    boolean grows = false;
    boolean shrinks = false;
    for (float scale : scales.get()) {
      grows |= scale > 1;
      shrinks |= scale < 1;
    }
    return grows && shrinks
        ? inTwoSteps(node, scales.get(), upgrade)
        : List.of(asymmetric(node, shrinks ? ABOVE : BELOW));
  }

  /** ONNX Runtime takes a step that leaves all sizes as they are for one that does nothing. */
  private static void requireLarger(Node node, OpsetUpgrade upgrade) {
    Shape from = upgrade.typeOf(node.inputs().get(0)).shape();
    Shape to = upgrade.typeOf(node.outputs().get(0)).shape();
    if (IntStream.range(0, from.rank()).noneMatch(axis -> to.dim(axis) > from.dim(axis))) {
      throw upgrade.unsupported(node, "shrinking beside a scale over 1 that keeps the size");
    }
  }

  /** Scales that are not known here: the shapes tell whether all axes grow or stay. */
  private static void requireGrowing(Node node, OpsetUpgrade upgrade) {
    Shape from = upgrade.typeOf(node.inputs().get(0)).shape();
    Shape to = upgrade.typeOf(node.outputs().get(0)).shape();
    if (IntStream.range(0, from.rank()).anyMatch(axis -> to.dim(axis) < from.dim(axis))) {
      throw upgrade.unsupported(node, "shrinking by scales that are no constant");
    }
  }

  private static List<Node> inTwoSteps(Node node, float[] scales, OpsetUpgrade upgrade) {
    requireLarger(node, upgrade);
    float[] shrinking = new float[scales.length];
    float[] growing = new float[scales.length];
    for (int i = 0; i < scales.length; i++) {
      shrinking[i] = Math.min(1, scales[i]);
      growing[i] = Math.max(1, scales[i]);
    }
    String shrunk = upgrade.freeName(node, "shrunk");
    String less = upgrade.constant(node, "less", vector(shrinking));
    String more = upgrade.constant(node, "more", vector(growing));
    Node shrink =
        new Node(
            shrunk,
            node.layer(),
            "",
            node.operator(),
            List.of(node.inputs().get(0), less),
            List.of(shrunk),
            node.attributes());
    Node grow = node.withInputs(List.of(shrunk, more));
    return List.of(asymmetric(shrink, ABOVE), asymmetric(grow, BELOW));
  }

  private static Node asymmetric(Node node, String nearest) {
    Map<String, Attribute> attributes = new HashMap<>(node.attributes());
    attributes.remove("scales");
    attributes.put("coordinate_transformation_mode", Attribute.of("asymmetric"));
    attributes.put("nearest_mode", Attribute.of(nearest));
    return new Node(
        node.name(),
        node.layer(),
        "",
        "Resize",
        List.of(node.inputs().get(0), "", node.inputs().get(1)),
        node.outputs(),
        attributes);
  }

  private static Tensor vector(float[] values) {
    return Tensor.ofFloats(Shape.of(values.length), values);
  }
}
