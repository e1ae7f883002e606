package org.scissionlite.onnx.opset;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.scissionlite.model.Attribute;
import org.scissionlite.model.ElementType;
import org.scissionlite.model.Float16;
import org.scissionlite.model.Node;
import org.scissionlite.model.Shape;
import org.scissionlite.model.Tensor;
import org.scissionlite.model.TensorType;

/**
 * What became of the operators that changed between opset 7 and opset 17 (source: the changelog of
 * the ONNX operators).
 */
final class OpsetRules {
  /** Rewrites one node of an older opset. */
  interface Rule {
    List<Node> apply(Node node, OpsetUpgrade upgrade);
  }

  private record Since(int opset, Rule rule) {}

  private static final Map<String, Since> RULES =
      Map.ofEntries(
          Map.entry("BatchNormalization", new Since(14, OpsetRules::batchNormalization)),
          Map.entry("Clip", new Since(11, OpsetRules::clip)),
          Map.entry("Dropout", new Since(12, OpsetRules::dropout)),
          Map.entry("Hardmax", new Since(13, OpsetRules::overTrailingAxes)),
          Map.entry("LogSoftmax", new Since(13, OpsetRules::overTrailingAxes)),
          Map.entry("Pad", new Since(11, OpsetRules::pad)),
          Map.entry("ReduceSum", new Since(13, intsToInputs("axes"))),
          Map.entry("Resize", new Since(11, ResizeRules::resize)),
          Map.entry("RoiAlign", new Since(16, OpsetRules::roiAlign)),
          Map.entry("Scan", new Since(9, OpsetRules::refuse)),
          Map.entry("Scatter", new Since(11, OpsetRules::scatter)),
          Map.entry("Slice", new Since(10, intsToInputs("starts", "ends", "axes"))),
          Map.entry("Softmax", new Since(13, OpsetRules::overTrailingAxes)),
          Map.entry("Split", new Since(13, intsToInputs("split"))),
          Map.entry("Squeeze", new Since(13, intsToInputs("axes"))),
          Map.entry("TopK", new Since(10, OpsetRules::topK)),
          Map.entry("Unsqueeze", new Since(13, intsToInputs("axes"))),
          Map.entry("Upsample", new Since(10, ResizeRules::upsample)));

  /** From here on all reductions take their axes as an input, as ReduceSum did before. */
  private static final int AXES_AS_INPUT = 18;

  private OpsetRules() {}

  /** The rule that a node of an opset needs; empty if it means the same in opset 17. */
  static Optional<Rule> of(String operator, int opset) {
    return Optional.ofNullable(RULES.get(operator))
        .filter(since -> opset < since.opset())
        .map(Since::rule);
  }

  /** Whether an operator means the same in two opsets, as far as these rules know it. */
  static boolean isSame(String operator, int one, int other) {
    int older = Math.min(one, other);
    int newer = Math.max(one, other);
    boolean movesAxes = operator.startsWith("Reduce") && older < AXES_AS_INPUT;
    return older == newer
        || ((of(operator, older).isEmpty() || newer < RULES.get(operator).opset())
            && (!movesAxes || newer < AXES_AS_INPUT));
  }

  /** Attributes that became inputs of the same names, in this order after the first input. */
  private static Rule intsToInputs(String... attributes) {
    return (node, upgrade) -> {
      List<String> inputs = new ArrayList<>(node.inputs());
      for (String attribute : attributes) {
        List<Long> values = node.intsAttribute(attribute, List.of());
        inputs.add(values.isEmpty() ? "" : vector(node, upgrade, attribute, values));
      }
      return List.of(like(node, node.operator(), trimmed(inputs), without(node, attributes)));
    };
  }

  private static String vector(Node node, OpsetUpgrade upgrade, String role, List<Long> values) {
    long[] elements = values.stream().mapToLong(Long::longValue).toArray();
    return upgrade.constant(node, role, Tensor.vector(elements));
  }

  private static List<Node> batchNormalization(Node node, OpsetUpgrade upgrade) {
    if (node.intAttribute("spatial", 1) != 1) {
      throw upgrade.unsupported(node, "spatial=0");
    }
    if (node.writes().count() > 1) {
      throw upgrade.unsupported(node, "training, which its further outputs stand for,");
    }
    Node kept = without(node, "spatial");
    return List.of(
        new Node(
            kept.name(),
            kept.layer(),
            "",
            kept.operator(),
            kept.inputs(),
            kept.outputs().subList(0, 1),
            kept.attributes()));
  }

  private static List<Node> clip(Node node, OpsetUpgrade upgrade) {
    List<String> inputs = new ArrayList<>(node.inputs());
    for (String bound : List.of("min", "max")) {
      inputs.add(
          node.attributes().containsKey(bound)
              ? scalar(node, upgrade, bound, node.floatAttribute(bound, 0))
              : "");
    }
    return List.of(like(node, "Clip", trimmed(inputs), without(node, "min", "max")));
  }

  private static List<Node> dropout(Node node, OpsetUpgrade upgrade) {
    for (String mask : node.outputs().subList(1, node.outputs().size())) {
      if (upgrade.isRead(mask)) {
        throw upgrade.unsupported(node, "its output '%s', a mask that is read,".formatted(mask));
      }
    }
    return List.of(without(node, "ratio"));
  }

  private static List<Node> pad(Node node, OpsetUpgrade upgrade) {
    List<String> inputs = new ArrayList<>(node.inputs());
    inputs.add(vector(node, upgrade, "pads", node.intsAttribute("pads", List.of())));
    inputs.add(scalar(node, upgrade, "value", node.floatAttribute("value", 0)));
    return List.of(like(node, "Pad", inputs, without(node, "pads", "value")));
  }

  /** A scalar of the element type of the node's first input. */
  private static String scalar(Node node, OpsetUpgrade upgrade, String role, float value) {
    ElementType type = upgrade.typeOf(node.inputs().get(0)).elementType();
    ByteBuffer data = Tensor.allocate(type.bytes());
    switch (type) {
      case FLOAT32 -> data.putFloat(0, value);
      case FLOAT64 -> data.putDouble(0, value);
      case FLOAT16 -> data.putShort(0, Float16.of(value));
      default -> throw upgrade.unsupported(node, role + " for " + type);
    }
    return upgrade.constant(node, role, new Tensor(new TensorType(type, Shape.of()), data));
  }

  private static List<Node> topK(Node node, OpsetUpgrade upgrade) {
    String k = upgrade.constant(node, "k", Tensor.vector(node.intAttribute("k", 1)));
    return List.of(like(node, "TopK", List.of(node.inputs().get(0), k), without(node, "k")));
  }

  private static List<Node> scatter(Node node, OpsetUpgrade upgrade) {
    return List.of(like(node, "ScatterElements", node.inputs(), node));
  }

  private static List<Node> roiAlign(Node node, OpsetUpgrade upgrade) {
    Map<String, Attribute> attributes = new HashMap<>(node.attributes());
    attributes.put("coordinate_transformation_mode", Attribute.of("output_half_pixel"));
    return List.of(withAttributes(node, attributes));
  }

  private static List<Node> refuse(Node node, OpsetUpgrade upgrade) {
    throw upgrade.unsupported(node, "its form of opset 8");
  }

  /**
   * Before opset 13, softmax went over all axes from one on, taken as a single axis. Where only one
   * of them is longer than 1, it goes over that one; otherwise the tensor is flattened before and
   * brought back to its shape behind.
   */
  private static List<Node> overTrailingAxes(Node node, OpsetUpgrade upgrade) {
    Shape shape = upgrade.typeOf(node.inputs().get(0)).shape();
    long given = node.intAttribute("axis", 1);
    int axis = Math.toIntExact(given < 0 ? given + shape.rank() : given);
    int[] wide = IntStream.range(axis, shape.rank()).filter(i -> shape.dim(i) != 1).toArray();
    if (wide.length <= 1) {
      int only = wide.length == 1 ? wide[0] : axis;
      return List.of(withAttributes(node, Map.of("axis", Attribute.of((long) only))));
    }
    String flat = upgrade.freeName(node, "flat");
    String result = upgrade.freeName(node, "result");
    String dims = upgrade.constant(node, "shape", Tensor.vector(shape.toLongs()));
    Map<String, Attribute> flattenAxis = Map.of("axis", Attribute.of((long) axis));
    Map<String, Attribute> last = Map.of("axis", Attribute.of(-1L));
    return List.of(
        part(node, "Flatten", node.inputs(), flat, flattenAxis),
        part(node, node.operator(), List.of(flat), result, last),
        like(node, "Reshape", List.of(result, dims), without(node, "axis")));
  }

  private static Node part(
      Node node, String operator, List<String> in, String out, Map<String, Attribute> attributes) {
    return new Node(out, node.layer(), "", operator, in, List.of(out), attributes);
  }

  private static Node like(Node node, String operator, List<String> inputs, Node attributesOf) {
    return new Node(
        node.name(), node.layer(), "", operator, inputs, node.outputs(), attributesOf.attributes());
  }

  private static Node withAttributes(Node node, Map<String, Attribute> attributes) {
    return new Node(
        node.name(), node.layer(), "", node.operator(), node.inputs(), node.outputs(), attributes);
  }

  private static Node without(Node node, String... attributes) {
    Map<String, Attribute> kept = new HashMap<>(node.attributes());
    kept.keySet().removeAll(Arrays.asList(attributes));
    return withAttributes(node, kept);
  }

  /** Inputs without the omitted ones at the end. */
  private static List<String> trimmed(List<String> inputs) {
    List<String> reversed = new ArrayList<>(inputs);
    Collections.reverse(reversed);
    List<String> kept = new ArrayList<>(reversed.stream().dropWhile(String::isEmpty).toList());
    Collections.reverse(kept);
    return kept;
  }
}
