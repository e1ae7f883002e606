package org.scissionlite.cli.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scissionlite.cli.CommandRun;
import org.scissionlite.input.Pixels;
import org.scissionlite.input.PngFile;
import org.scissionlite.model.Attribute;
import org.scissionlite.model.ElementType;
import org.scissionlite.model.ModelGraph;
import org.scissionlite.model.Node;
import org.scissionlite.model.Shape;
import org.scissionlite.model.TensorSpec;
import org.scissionlite.onnx.write.OnnxWriter;

/** A network that takes 8-bit pixels, channels last, and answers the mean level of each channel. */
class LevelsModelTest {
  private static final int SIDE = 8;

  @TempDir private Path folder;

  private Path model;
  private Path preprocessing;
  private Path picture;

  @BeforeEach
  void write() throws IOException {
    model = folder.resolve("levels.onnx");
    OnnxWriter.write(
        new ModelGraph(
            "levels",
            Map.of("", 17),
            List.of(new TensorSpec("image", ElementType.UINT8, Shape.of(1, SIDE, SIDE, 3))),
            List.of(new TensorSpec("means", ElementType.FLOAT32, Shape.of(1, 3))),
            List.of(
                Node.of("cast", "Cast", List.of("image"), Map.of("to", Attribute.of(1L))),
                Node.of(
                    "means",
                    "ReduceMean",
                    List.of("cast"),
                    Map.of("axes", Attribute.ints(1, 2), "keepdims", Attribute.of(0L)))),
            Map.of(),
            Map.of()),
        model);
    preprocessing = folder.resolve("nhwc.json");
    Files.writeString(
        preprocessing,
        """
        {"fit": "STRETCH", "channels": "BGR", "layout": "NHWC", "scale": 0.00392156862745098,
         "mean": [0, 0, 0], "deviation": [1, 1, 1]}
        """);
    byte[] rgb = new byte[3 * SIDE * SIDE];
    for (int i = 0; i < rgb.length; i++) {
      rgb[i] = (byte) (i % 3 == 0 ? 200 : i % 3 == 1 ? 100 : 7);
    }
    picture = folder.resolve("data/a.png");
    PngFile.write(Pixels.rgb(SIDE, SIDE, rgb), picture);
  }

  @Test
  void levelsReachIt_onTheDeviceWhereItIsEvaluatedAndCalibrated() {
    CommandRun prepared =
        CommandRun.of(
            "prepare",
            model,
            "--cut",
            "cast",
            "--transfer-layer",
            "q8",
            "--calibrate",
            folder.resolve("data"),
            "--preprocessing",
            preprocessing,
            "-o",
            folder.resolve("bundle"));
    assertThat(prepared.exitCode()).as(prepared.err()).isZero();

    CommandRun device = CommandRun.of("device", folder.resolve("bundle"), picture);
    assertThat(device.out())
        .containsSubsequence("class 2", "200.0000", "class 1", "100.0000", "class 0", "7.0000");

    CommandRun evaluation =
        CommandRun.of(
            "evaluate",
            model,
            "--preprocessing",
            preprocessing,
            "--data",
            folder.resolve("data"),
            "--json");
    assertThat(evaluation.exitCode()).as(evaluation.err()).isZero();
  }
}
