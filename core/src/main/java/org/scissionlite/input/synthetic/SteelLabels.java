package org.scissionlite.input.synthetic;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.scissionlite.file.Json;
import org.scissionlite.input.PngFile;

/** Writes where the defects are: boxes as COCO and YOLO keep them, and masks. */
final class SteelLabels {
  private final Path folder;
  private final int size;
  private final Map<String, Coco> bySplit = new TreeMap<>();
  private int boxes;

  SteelLabels(Path folder, int size) {
    this.folder = folder;
    this.size = size;
  }

  /** A file of COCO's; see <a href="https://cocodataset.org/#format-data">its format</a>. */
  private record Coco(
      List<Picture> images, List<Category> categories, List<Annotation> annotations) {}

  private record Picture(int id, @JsonProperty("file_name") String file, int width, int height) {}

  private record Category(int id, String name) {}

  private record Annotation(
      int id,
      @JsonProperty("image_id") int image,
      @JsonProperty("category_id") int category,
      List<Integer> bbox,
      int area,
      int iscrowd) {}

  /**
   * Writes mask and text file of a picture, and keeps its boxes for {@link #finish}.
   *
   * @param place of the picture among the images, without an ending
   */
  void add(SteelSurface shown, String place, String split, SteelPainting painting)
      throws IOException {
    PngFile.create(
        painting.mask(SteelSurface.areas().indexOf(shown.label())),
        folder.resolve("masks/" + place + ".png"));
    Coco coco = bySplit.computeIfAbsent(split, name -> empty());
    Picture picture = new Picture(coco.images().size() + 1, place + ".png", size, size);
    coco.images().add(picture);
    int number = SteelSurface.defects().indexOf(shown.label());
    List<String> lines = new ArrayList<>();
    for (SteelPainting.Part part : painting.parts()) {
      coco.annotations().add(annotation(picture, number, part));
      lines.add(line(number, part));
    }
    Path file = folder.resolve("labels/" + place + ".txt");
    Files.createDirectories(file.getParent());
    Files.write(file, lines);
  }

  private static Coco empty() {
    List<String> names = SteelSurface.defects();
    List<Category> categories =
        IntStream.range(0, names.size()).mapToObj(i -> new Category(i, names.get(i))).toList();
    return new Coco(new ArrayList<>(), categories, new ArrayList<>());
  }

  private Annotation annotation(Picture picture, int number, SteelPainting.Part part) {
    return new Annotation(
        ++boxes,
        picture.id(),
        number,
        List.of(part.left(), part.top(), part.width(), part.height()),
        part.width() * part.height(),
        0);
  }

  private String line(int number, SteelPainting.Part part) {
    return String.format(
        Locale.ROOT,
        "%d %.6f %.6f %.6f %.6f",
        number,
        (part.left() + part.right()) / 2.0 / size,
        (part.top() + part.bottom()) / 2.0 / size,
        (double) part.width() / size,
        (double) part.height() / size);
  }

  /** Writes the files that tell of all pictures. */
  void finish() throws IOException {
    Files.createDirectories(folder.resolve("annotations"));
    for (Map.Entry<String, Coco> each : bySplit.entrySet()) {
      Files.writeString(
          folder.resolve("annotations/instances_" + each.getKey() + ".json"),
          Json.text(each.getValue()));
    }
    Files.write(folder.resolve("boxes.labels.txt"), SteelSurface.defects());
    Files.write(folder.resolve("masks.labels.txt"), SteelSurface.areas());
  }
}
