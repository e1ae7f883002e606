package org.scissionlite.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.scissionlite.model.Attribute;
import org.scissionlite.model.ElementType;
import org.scissionlite.model.ModelGraph;
import org.scissionlite.model.Node;
import org.scissionlite.model.Shape;
import org.scissionlite.model.Tensor;
import org.scissionlite.model.TensorSpec;
import org.scissionlite.model.Texts;
import org.scissionlite.onnx.write.OnnxWriter;

/** Models that take or answer texts. */
public final class TextModels {
  /** The classes that {@link #naming} tells. */
  public static final List<String> NAMES =
      List.of("crazing", "inclusion", "patches", "pitted", "L\u00e4ngsriss");

  private TextModels() {}

  /** The tiny classifier, that answers the name of its best class before the scores. */
  public static Path naming(Path folder) {
    ModelGraph tiny = TinyModel.graph();
    List<Node> nodes = new ArrayList<>(tiny.nodes());
    nodes.add(Node.of("best", "ArgMax", List.of("scores"), Map.of("axis", Attribute.of(1L))));
    nodes.add(Node.of("label", "Gather", List.of("names", "best"), Map.of()));
    Map<String, Tensor> constants = new HashMap<>(tiny.initializers());
    constants.put("names", Texts.tensor(Shape.of(NAMES.size()), NAMES));
    List<TensorSpec> outputs = new ArrayList<>(tiny.outputs());
    outputs.add(0, new TensorSpec("label", ElementType.STRING, Shape.of(1, 1)));
    return write(
        folder.resolve("naming.onnx"),
        new ModelGraph(
            "naming", tiny.opsets(), tiny.inputs(), outputs, nodes, constants, Map.of()));
  }

  /** Answers the three words that it takes, and the numbers of those that it knows. */
  public static Path echo(Path folder) {
    TensorSpec words = new TensorSpec("words", ElementType.STRING, Shape.of(1, 3));
    Node known =
        new Node(
            "known",
            "known",
            "ai.onnx.ml",
            "LabelEncoder",
            List.of("words"),
            List.of("known"),
            Map.of(
                "keys_strings", new Attribute.StringList(List.of("a", "b")),
                "values_int64s", Attribute.ints(7, 8),
                "default_int64", Attribute.of(-1L)));
    return write(
        folder.resolve("echo.onnx"),
        new ModelGraph(
            "echo",
            Map.of("", 17, "ai.onnx.ml", 2),
            List.of(words),
            List.of(
                new TensorSpec("echo", words.type()),
                new TensorSpec("known", ElementType.INT64, words.shape())),
            List.of(Node.of("echo", "Identity", List.of("words"), Map.of()), known),
            Map.of(),
            Map.of()));
  }

  private static Path write(Path file, ModelGraph graph) {
    OnnxWriter.write(graph, file);
    return file;
  }
}
