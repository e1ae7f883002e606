package org.scissionlite.onnx.inference;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.scissionlite.model.Attribute;
import org.scissionlite.model.ElementType;
import org.scissionlite.model.ModelGraph;
import org.scissionlite.model.Node;
import org.scissionlite.model.TensorSpec;

/**
 * A node that ONNX Runtime cannot compute on a CPU in the types that the model has there, such as
 * almost all of bfloat16 but Cast, Reshape and Transpose.
 *
 * @param node as "'relu1' (Relu)"
 * @param types such as "bfloat16", or "the types of its inputs" where nothing tells
 */
record MissingKernel(String node, String types) {
  private static final Pattern NO_KERNEL =
      Pattern.compile(
          "Could not find an implementation for (\\w+)\\(\\d+\\) node with name '(.*?)'");

  private static final Pattern NO_SUCH_TYPE =
      Pattern.compile(
          "Type 'tensor\\((\\w+)\\)' of input parameter \\(.*?\\) of operator \\((\\w+)\\) in node \\((.*?)\\) is invalid");

  private static final Set<ElementType> RARE =
      Set.of(ElementType.BFLOAT16, ElementType.FLOAT16, ElementType.FLOAT64);

  /** What ONNX Runtime says of a graph, if it is that. */
  static Optional<MissingKernel> of(ModelGraph graph, String reason) {
    Matcher type = NO_SUCH_TYPE.matcher(reason);
    if (type.find()) {
      return Optional.of(new MissingKernel(node(type.group(3), type.group(2)), type.group(1)));
    }
    Matcher kernel = NO_KERNEL.matcher(reason);
    return kernel.find()
        ? Optional.of(new MissingKernel(node(kernel.group(2), kernel.group(1)), rareTypes(graph)))
        : Optional.empty();
  }

  private static String node(String name, String operator) {
    return "'%s' (%s)".formatted(name, operator);
  }

  /** The rarer of the types of numbers that a graph computes in, as far as it names them. */
  private static String rareTypes(ModelGraph graph) {
    Stream<ElementType> given =
        Stream.concat(graph.inputs().stream(), graph.outputs().stream())
            .map(TensorSpec::elementType);
    Stream<ElementType> weights =
        graph.initializers().values().stream().map(tensor -> tensor.elementType());
    Stream<ElementType> cast =
        graph.nodes().stream()
            .map(Node::attributes)
            .map(attributes -> attributes.get("to"))
            .filter(Attribute.IntValue.class::isInstance)
            .flatMap(
                to ->
                    RARE.stream()
                        .filter(rare -> rare.onnxCode() == ((Attribute.IntValue) to).value()));
    Set<ElementType> found =
        Stream.of(given, weights, cast)
            .flatMap(each -> each)
            .filter(RARE::contains)
            .collect(Collectors.toCollection(TreeSet::new));
    return found.isEmpty()
        ? "the types of its inputs"
        : found.stream()
            .map(type -> type.name().toLowerCase(Locale.ROOT))
            .collect(Collectors.joining(" or "));
  }

  /** What is missing and what to do, behind the model's name. */
  String words() {
    return "node %s has no kernel for %s in ONNX Runtime on a CPU; export the model in float32, or cast to float32 before that node"
        .formatted(node, types);
  }
}
