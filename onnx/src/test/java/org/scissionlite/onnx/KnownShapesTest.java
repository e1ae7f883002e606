package org.scissionlite.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.model.Attribute;
import org.scissionlite.model.ElementType;
import org.scissionlite.model.ModelGraph;
import org.scissionlite.model.Shape;
import org.scissionlite.model.Tensor;
import org.scissionlite.model.TensorSpec;
import org.scissionlite.onnx.read.OnnxReader;
import org.scissionlite.onnx.read.ReadOptions;
import org.scissionlite.onnx.write.OnnxWriter;

/** Shapes are folded into constants only where they are known, and are right. */
class KnownShapesTest {
  private static final Attribute TO_FLOAT = Attribute.of(ElementType.FLOAT32.onnxCode());
  private static final Attribute TO_LONG = Attribute.of(ElementType.INT64.onnxCode());

  private static ModelGraph read(ModelGraph graph) {
    return OnnxReader.read(OnnxWriter.toBytes(graph), "shapes").graph();
  }

  private static void readAnswersTheSame(ModelGraph graph) {
    Map<String, Tensor> inputs = Tensors.inputs(graph.inputs(), 3);
    assertThat(Tensors.run(read(graph), inputs)).isEqualTo(Tensors.run(graph, inputs));
  }

  @Test
  void sizeOfAnOutput_isThatOfItsTrueShape() {
    ModelGraph graph =
        new SmallModels(17)
            .input("x", 2, 4)
            .node("y", "Relu", List.of("x"), Map.of())
            .node("size", "Size", List.of("y"), Map.of())
            .node("count", "Cast", List.of("size"), Map.of("to", TO_FLOAT))
            .node("z", "Mul", List.of("x", "count"), Map.of())
            .graph("y", "z");
    Tensor given = Tensor.ofFloats(Shape.of(2, 4), 1, 2, 3, 4, 5, 6, 7, 8);
    assertThat(Tensors.run(read(graph), Map.of("x", given)).get("z").toFloats())
        .containsExactly(8, 16, 24, 32, 40, 48, 56, 64);
    readAnswersTheSame(graph);
  }

  @Test
  void shapeOfAShapeThatIsAnOutput_isItsRank() {
    ModelGraph shapes =
        new SmallModels(17)
            .input("x", 1, 2, 3, 4)
            .node("shape", "Shape", List.of("x"), Map.of())
            .node("rank", "Shape", List.of("shape"), Map.of())
            .node("factor", "Cast", List.of("rank"), Map.of("to", TO_FLOAT))
            .node("y", "Mul", List.of("x", "factor"), Map.of())
            .node("s", "Cast", List.of("shape"), Map.of("to", TO_FLOAT))
            .graph("y", "s");
    readAnswersTheSame(shapes);
    readAnswersTheSame(
        new ModelGraph(
            "shapes",
            shapes.opsets(),
            shapes.inputs(),
            List.of(
                shapes.outputs().get(0), new TensorSpec("shape", ElementType.INT64, Shape.of())),
            shapes.nodes(),
            Map.of(),
            Map.of()));
  }

  @Test
  void shapeOfAComputedOutput_isNotTakenForAScalar() {
    readAnswersTheSame(
        new SmallModels(17)
            .input("x", 3, 4)
            .constant("end", Tensor.vector(-1))
            .node("y", "Relu", List.of("x"), Map.of())
            .node("shape", "Shape", List.of("y"), Map.of())
            .node("turned", "Concat", List.of("end", "shape"), Map.of("axis", Attribute.of(0L)))
            .node("z", "Reshape", List.of("y", "turned"), Map.of())
            .graph("y", "z"));
  }

  @Test
  void shapesWithTheBatch_followAnotherBatch() {
    ModelGraph graph =
        new SmallModels(17)
            .input("x", 1, 2, 3)
            .constant("zero", Tensor.vector(0))
            .constant("rest", Tensor.vector(-1))
            .node("shape", "Shape", List.of("x"), Map.of())
            .node("batch", "Gather", List.of("shape", "zero"), Map.of())
            .node("target", "Concat", List.of("batch", "rest"), Map.of("axis", Attribute.of(0L)))
            .node("y", "Reshape", List.of("x", "target"), Map.of())
            .graph("y");
    ModelGraph four =
        OnnxReader.read(OnnxWriter.toBytes(graph), "shapes", ReadOptions.batch(4)).graph();
    assertThat(four.outputs().get(0).shape()).isEqualTo(Shape.of(4, 6));
  }

  @Test
  void repeatsFromTheData_areNoFixedShape() {
    ModelGraph graph =
        new SmallModels(17)
            .input("x", 1, 3)
            .constant("one", Tensor.vector(1))
            .constant("flat", Tensor.vector(-1))
            .node("highest", "ReduceMax", List.of("x"), Map.of("keepdims", Attribute.of(0L)))
            .node("whole", "Cast", List.of("highest"), Map.of("to", TO_LONG))
            .node("times", "Reshape", List.of("whole", "flat"), Map.of())
            .node("repeats", "Concat", List.of("one", "times"), Map.of("axis", Attribute.of(0L)))
            .node("y", "Tile", List.of("x", "repeats"), Map.of())
            .graph("y");
    assertThatThrownBy(() -> read(graph))
        .isInstanceOf(ScissionLiteException.class)
        .hasMessageContaining("output 'y' depends on the input's values");
  }

  @Test
  void rowsOfASmallTable_areFixedShapes() {
    ModelGraph graph =
        new SmallModels(17)
            .input("x", 1, 3)
            .weight("table", 2, 5)
            .node("highest", "ReduceMax", List.of("x"), Map.of("keepdims", Attribute.of(0L)))
            .node("row", "Cast", List.of("highest"), Map.of("to", TO_LONG))
            .node("y", "Gather", List.of("table", "row"), Map.of())
            .graph("y");
    assertThat(read(graph).outputs().get(0).shape()).isEqualTo(Shape.of(5));
  }
}
