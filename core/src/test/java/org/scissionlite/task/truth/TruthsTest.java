package org.scissionlite.task.truth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.error.UsageException;
import org.scissionlite.model.ElementType;
import org.scissionlite.model.Shape;
import org.scissionlite.model.TensorSpec;
import org.scissionlite.task.ModelEnds;
import org.scissionlite.task.Task;
import org.scissionlite.task.detection.Box;

class TruthsTest {
  private static final String COCO =
      """
      {"images": [{"id": 7, "file_name": "ok/a.png", "width": 100, "height": 50, "license": 1},
                  {"id": 8, "file_name": "b.png", "width": 10, "height": 10}],
       "categories": [{"id": 3, "name": "pit"}, {"id": 1, "name": "scratch"}],
       "annotations": [{"id": 1, "image_id": 7, "category_id": 3, "bbox": [10, 5, 50, 20], "iscrowd": 0},
                       {"id": 2, "image_id": 7, "category_id": 1, "bbox": [0, 0, 100, 50], "iscrowd": 1}]}
      """;

  @TempDir Path folder;

  @Test
  void coco_isReadByPathAndCategory() throws IOException {
    Path image = file("images/ok/a.png", "");
    Path other = file("images/b.png", "");
    file("annotations/instances_test.json", COCO);
    Truths truths = boxes(List.of(), image, other);

    assertThat(truths.areKnown()).isTrue();
    assertThat(truths.of(image))
        .isEqualTo(
            new Truth.Boxes(
                List.of(
                    new Truth.Marked(new Box(1, 1, 0.1, 0.1, 0.6, 0.5), false),
                    new Truth.Marked(new Box(0, 1, 0, 0, 1, 1), true))));
    assertThat(truths.of(other)).isEqualTo(new Truth.Boxes(List.of()));
  }

  @Test
  void categories_areFoundAmongTheModelsLabels() throws IOException {
    Path image = file("images/ok/a.png", "");
    file("annotations.json", COCO);

    assertThat(
            ((Truth.Boxes) boxes(List.of("none", "scratch", "pit"), image).of(image))
                .boxes().stream().map(each -> each.box().label()))
        .containsExactly(2, 1);
    assertThatThrownBy(() -> boxes(List.of("dog"), image))
        .hasMessageContaining("category")
        .hasMessageContaining("dog");
  }

  @Test
  void yolo_isReadFromTheFolderBesideTheImages() throws IOException {
    Path image = file("images/val/a.jpg", "");
    Path nothing = file("images/val/b.jpg", "");
    file("labels/val/a.txt", "\uFEFF2 0.5 0.5 0.5 0.25\n\n1 0.1 0.2 0.3 0.2 0.3 0.6\n");
    Truths truths = boxes(List.of(), image, nothing);

    assertThat(truths.of(image))
        .isEqualTo(
            new Truth.Boxes(
                List.of(
                    new Truth.Marked(new Box(2, 1, 0.25, 0.375, 0.75, 0.625), false),
                    new Truth.Marked(new Box(1, 1, 0.1, 0.2, 0.3, 0.6), false))));
    assertThat(truths.of(nothing)).isEqualTo(new Truth.Boxes(List.of()));
  }

  @Test
  void withoutAnyLabel_nothingIsKnown() throws IOException {
    assertThat(boxes(List.of(), file("images/a.jpg", "")).areKnown()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1 0.5 0.5 0.5",
        "cat 0.5 0.5 0.5 0.5",
        "-1 0.5 0.5 0.5 0.5",
        "1 NaN 0.5 0.5 0.5",
        "1 500 500 20 20",
        "1 0.5 0.5 0.5 0.5 0.5",
        "{\"images\": []}"
      })
  void wrongLineOfLabels_isNamedWithItsFile(String line) throws IOException {
    Path image = file("images/a.jpg", "");
    file("labels/a.txt", "0 0.5 0.5 0.5 0.5\n" + line);

    assertThatThrownBy(() -> boxes(List.of(), image).of(image))
        .isInstanceOf(ScissionLiteException.class)
        .hasMessageContaining("a.txt, line 2")
        .message()
        .doesNotContain("\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "{\"images\": 7}",
        "{\"images\": [null]}",
        "{\"images\": [{\"id\": 1, \"file_name\": \"a.jpg\", \"width\": 0, \"height\": 5}]}",
        "{\"images\": [{\"id\": 1, \"file_name\": \"a.jpg\", \"width\": 5, \"height\": 5}], \"annotations\": [{}]}",
        "{\"images\": [{\"id\": 1, \"file_name\": \"a.jpg\", \"width\": 5, \"height\": 5}], \"categories\": [{\"id\": 1, \"name\": \"x\"}], \"annotations\": [{\"image_id\": 1, \"category_id\": 1, \"bbox\": [1, 2, null, 4]}]}",
        "{\"categories\": [{\"id\": 1}]}"
      })
  void wrongCocoFile_isRefusedInOneLine(String json) throws IOException {
    Path image = file("images/a.jpg", "");
    file("annotations.json", json);

    assertThatThrownBy(() -> boxes(List.of(), image))
        .isInstanceOf(ScissionLiteException.class)
        .hasMessageContaining("annotations.json")
        .message()
        .doesNotContain("\n")
        .doesNotContain("org.scissionlite");
  }

  @Test
  void maskOfAPalette_holdsNumbersAndNotColours() throws IOException {
    byte[] shades = {10, (byte) 200, 30};
    BufferedImage image =
        new BufferedImage(
            2,
            1,
            BufferedImage.TYPE_BYTE_INDEXED,
            new IndexColorModel(8, 3, shades, shades, shades));
    image.getRaster().setSample(1, 0, 0, 2);
    Path file = folder.resolve("mask.png");
    ImageIO.write(image, "png", file.toFile());

    assertThat(Mask.read(file).at(0, 0)).isZero();
    assertThat(Mask.read(file).at(1, 0)).isEqualTo(2);
  }

  @Test
  void whatIsNoMask_isRefusedInOneLine() throws IOException {
    Path colours = folder.resolve("c.png");
    ImageIO.write(new BufferedImage(2, 2, BufferedImage.TYPE_INT_RGB), "png", colours.toFile());
    Path whole = folder.resolve("g.png");
    ImageIO.write(new BufferedImage(50, 50, BufferedImage.TYPE_BYTE_GRAY), "png", whole.toFile());
    Path cut = folder.resolve("t.png");
    Files.write(cut, java.util.Arrays.copyOf(Files.readAllBytes(whole), 60));

    assertThatThrownBy(() -> Mask.read(colours)).hasMessageContaining("3 channels");
    assertThatThrownBy(() -> Mask.read(cut)).isInstanceOf(ScissionLiteException.class);
    assertThatThrownBy(() -> Mask.read(file("x.png", "no picture")))
        .hasMessageContaining("not an image");
    assertThatThrownBy(() -> Mask.read(folder.resolve("gone.png")))
        .isInstanceOf(ScissionLiteException.class);
  }

  @Test
  void blackAndWhiteMask_hasTwoClasses() throws IOException {
    Path image = file("images/a.png", "");
    BufferedImage mask = new BufferedImage(2, 1, BufferedImage.TYPE_BYTE_GRAY);
    mask.getRaster().setSample(1, 0, 0, 255);
    Files.createDirectories(folder.resolve("masks"));
    ImageIO.write(mask, "png", folder.resolve("masks/a.png").toFile());
    Truths truths = truths(task("segmentation:form=binary"), List.of(), Map.of(image, ""));

    assertThat(((Truth.Areas) truths.of(image)).mask().at(1, 0)).isEqualTo(1);
  }

  @Test
  void maskWithAClassThatTheModelDoesNotHave_isRefusedInOneLine() throws IOException {
    Path image = file("images/a.png", "");
    BufferedImage mask = new BufferedImage(3, 1, BufferedImage.TYPE_BYTE_GRAY);
    mask.getRaster().setSamples(0, 0, 3, 1, 0, new int[] {0, 2, Mask.IGNORED});
    Files.createDirectories(folder.resolve("masks"));
    Path file = folder.resolve("masks/a.png");
    ImageIO.write(mask, "png", file.toFile());
    Truths binary = truths(task("segmentation:form=binary"), List.of(), Map.of(image, ""));
    Truths three = truths(task("segmentation:form=nchw"), List.of(), Map.of(image, ""));

    assertThatThrownBy(() -> binary.of(image))
        .isInstanceOf(UsageException.class)
        .hasMessage(
            "mask %s: class 2, but the model has the classes 0 to 1; number the masks' classes as the model does, with 255 where none counts"
                .formatted(file.toAbsolutePath()));
    assertThat(((Truth.Areas) three.of(image)).mask().at(1, 0)).isEqualTo(2);
  }

  @Test
  void boxOfAClassThatTheModelDoesNotHave_isRefusedInOneLine() throws IOException {
    Path image = file("images/a.jpg", "");
    file("labels/a.txt", "1 0.5 0.5 0.5 0.5\n2 0.5 0.5 0.5 0.5\n");
    Task two = task("detection:head=yolo");

    assertThatThrownBy(() -> truths(two, List.of(), Map.of(image, "")).of(image))
        .isInstanceOf(UsageException.class)
        .hasMessageEndingWith(
            "a.txt, line 2: class 2, but the model has the classes 0 to 1; number the classes from 0 on, as the model does");
  }

  @Test
  void moreCategoriesThanTheModelHasClasses_areRefusedUnlessNamesTellWhichAreWhich()
      throws IOException {
    Path image = file("images/ok/a.png", "");
    file(
        "annotations.json",
        COCO.replace("\"categories\": [", "\"categories\": [{\"id\": 0, \"name\": \"all\"}, "));
    Task two = task("detection:head=yolo");

    assertThatThrownBy(() -> truths(two, List.of(), Map.of(image, "")))
        .isInstanceOf(UsageException.class)
        .hasMessageEndingWith(
            "annotations.json: class 2, but the model has the classes 0 to 1; name the model's classes with --labels, as the categories are called");
    assertThat(
            ((Truth.Boxes) truths(two, List.of("scratch", "pit"), Map.of(image, "")).of(image))
                .boxes().stream().map(each -> each.box().label()))
        .containsExactly(1, 0);
  }

  @Test
  void soundPictures_areThoseOfAClassThatSaysSo() throws IOException {
    Path good = file("test/good/1.png", "");
    Path bad = file("test/hole/1.png", "");
    BufferedImage mask = new BufferedImage(1, 1, BufferedImage.TYPE_BYTE_GRAY);
    mask.getRaster().setSample(0, 0, 0, 255);
    Files.createDirectories(folder.resolve("ground_truth/hole"));
    ImageIO.write(mask, "png", folder.resolve("ground_truth/hole/1_mask.png").toFile());
    Truths truths = truths(task("anomaly"), List.of(), Map.of(good, "good", bad, "hole"));

    assertThat(((Truth.Unusual) truths.of(good)).unusual()).isFalse();
    assertThat(((Truth.Unusual) truths.of(bad)).unusual()).isTrue();
    assertThat(((Truth.Unusual) truths.of(bad)).mask().orElseThrow().at(0, 0)).isEqualTo(255);
  }

  private Path file(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  private Truths boxes(List<String> labels, Path... images) {
    Map<Path, String> classes = new HashMap<>();
    for (Path image : images) {
      classes.put(image, "");
    }
    return truths(task("detection:head=rows"), labels, classes);
  }

  private Truths truths(Task task, List<String> labels, Map<Path, String> classes) {
    TruthFiles files = new TruthFiles(folder, "test", Optional.empty(), Optional.empty());
    return Truths.of(task, files, labels, classes);
  }

  private static Task task(String text) {
    TensorSpec image = new TensorSpec("x", ElementType.FLOAT32, Shape.of(1, 3, 8, 8));
    Shape shape =
        switch (text) {
          case "detection:head=rows" -> Shape.of(1, 300, 6);
          case "detection:head=yolo" -> Shape.of(1, 6, 300);
          case "segmentation:form=nchw" -> Shape.of(1, 3, 8, 8);
          default -> Shape.of(1, 1, 8, 8);
        };
    TensorSpec output = new TensorSpec("y", ElementType.FLOAT32, shape);
    return Task.parse(text, new ModelEnds(List.of(image), List.of(output), List.of()));
  }
}
