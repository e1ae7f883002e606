package org.scissionlite.cli.prepare;

import java.util.List;
import java.util.Map;
import org.scissionlite.model.ElementType;
import org.scissionlite.model.ModelGraph;
import org.scissionlite.model.Node;
import org.scissionlite.model.Shape;
import org.scissionlite.model.Tensor;
import org.scissionlite.model.TensorSpec;

/**
 * Tells red, green and blue pictures apart. From the cut "deep" on, "relu" goes around it; the
 * output "glow" is there before it.
 */
public final class AroundModel {
  private static final int COLOURS = ColourPictures.COLOURS;

  private AroundModel() {}

  public static ModelGraph graph() {
    int side = ColourPictures.SIDE;
    return new ModelGraph(
        "around",
        Map.of("", 17),
        List.of(new TensorSpec("image", ElementType.FLOAT32, Shape.of(1, COLOURS, side, side))),
        List.of(
            new TensorSpec("scores", ElementType.FLOAT32, Shape.of(1, COLOURS)),
            new TensorSpec("glow", ElementType.FLOAT32, Shape.of(1, COLOURS, 1, 1))),
        List.of(
            Node.of("stem", "Conv", List.of("image", "identity4d"), Map.of()),
            Node.of("relu", "Relu", List.of("stem"), Map.of()),
            Node.of("glow", "GlobalMaxPool", List.of("relu"), Map.of()),
            Node.of("deep", "Conv", List.of("relu", "identity4d"), Map.of()),
            Node.of("act", "Relu", List.of("deep"), Map.of()),
            Node.of("both", "Add", List.of("relu", "act"), Map.of()),
            Node.of("pool", "GlobalAveragePool", List.of("both"), Map.of()),
            Node.of("flat", "Flatten", List.of("pool"), Map.of()),
            Node.of("scores", "Gemm", List.of("flat", "twentyfold", "bias"), Map.of())),
        Map.of(
            "identity4d", TrainedSearchTest.diagonal(1, COLOURS, COLOURS, 1, 1),
            "twentyfold", TrainedSearchTest.diagonal(20, COLOURS, COLOURS),
            "bias", Tensor.ofFloats(Shape.of(COLOURS), new float[COLOURS])),
        Map.of());
  }
}
