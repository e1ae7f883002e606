package org.scissionlite.task.truth;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.scissionlite.error.UsageException;
import org.scissionlite.file.Json;
import org.scissionlite.task.detection.Box;
import org.scissionlite.task.detection.BoxForm;

/**
 * Boxes of many pictures in one file, as COCO keeps them: images, categories, and annotations with
 * {@code bbox} [left, top, width, height] in pixels.
 *
 * <p>Categories that the model's labels name have the label's number; where the model's labels are
 * not known, they are numbered in the order of their ids.
 */
final class CocoFile {
  private static final String WHAT = "file of COCO annotations";
  private static final String HINT =
      "name the model's classes with --labels, as the categories are called";
  private static final int BOX = 4;
  private static final int MOST_FOLDERS = 16;

  private final Map<String, List<Truth.Marked>> byName = new HashMap<>();

  private CocoFile() {}

  /**
   * Reads a file of up to 64 MiB.
   *
   * @param labels of the model; empty where they are not known
   * @throws UsageException if it is none, or its categories are not those of the model; names file
   *     and field
   */
  static CocoFile read(Path file, List<String> labels, ModelClasses classes) {
    Content content = Json.read(file, Content.class, WHAT);
    CocoFile read = new CocoFile();
    Map<Long, Picture> pictures = new HashMap<>();
    for (int i = 0; i < content.images.size(); i++) {
      Picture picture = content.images.get(i);
      if (picture == null
          || picture.fileName == null
          || !(picture.width > 0 && picture.height > 0)) {
        throw problem(file, "images[%d]".formatted(i), "an id, a file_name, a width and a height");
      }
      pictures.put(picture.id, picture);
      read.byName.put(plain(picture.fileName), new ArrayList<>());
    }
    Map<Long, Category> categories = categories(content, file);
    Map<Long, Integer> numbers = numbers(categories, labels);
    numbers.values().forEach(number -> classes.require(number, "labels " + file, HINT));
    for (int i = 0; i < content.annotations.size(); i++) {
      Annotation each = content.annotations.get(i);
      Picture picture = each == null ? null : pictures.get(each.image);
      Category category = each == null ? null : categories.get(each.category);
      if (picture == null || category == null || !isBox(each.box)) {
        throw problem(
            file,
            "annotations[%d]".formatted(i),
            "an image_id of the images, a category_id of the categories and a bbox of 4 numbers");
      }
      Integer number = numbers.get(each.category);
      if (number == null) {
        throw unknown(category.name, labels, file);
      }
      Box box =
          BoxForm.XYWH
              .box(number, 1, each.box.get(0), each.box.get(1), each.box.get(2), each.box.get(3))
              .placed(0, 0, 1.0 / picture.width, 1.0 / picture.height);
      read.byName.get(plain(picture.fileName)).add(new Truth.Marked(box, each.crowd != 0));
    }
    return read;
  }

  private static boolean isBox(List<Double> box) {
    return box != null
        && box.size() == BOX
        && box.stream().allMatch(each -> each != null && Double.isFinite(each));
  }

  /** By their ids, in the order of these. */
  private static Map<Long, Category> categories(Content content, Path file) {
    Map<Long, Category> categories = new TreeMap<>();
    for (int i = 0; i < content.categories.size(); i++) {
      Category category = content.categories.get(i);
      if (category == null || category.name == null) {
        throw problem(file, "categories[%d]".formatted(i), "an id and a name");
      }
      categories.put(category.id, category);
    }
    return categories;
  }

  /** Of the categories that the labels name; a file may list others that no box is of. */
  private static Map<Long, Integer> numbers(Map<Long, Category> categories, List<String> labels) {
    Map<Long, Integer> numbers = new HashMap<>();
    int place = 0;
    for (Category category : categories.values()) {
      int number = labels.isEmpty() ? place++ : labels.indexOf(category.name);
      if (number >= 0) {
        numbers.put(category.id, number);
      }
    }
    return numbers;
  }

  private static UsageException unknown(String category, List<String> labels, Path file) {
    return new UsageException(
        "%s: %s"
            .formatted(
                file, UsageException.unknownName("category", category, labels).getMessage()));
  }

  private static UsageException problem(Path file, String field, String expected) {
    return new UsageException(
        "%s: not a %s: field '%s': expected %s".formatted(file, WHAT, field, expected));
  }

  private static String plain(String name) {
    return name.replace('\\', '/').replaceFirst("^(\\./)+", "");
  }

  /**
   * The boxes of a picture, by the longest end of its path that the file names; nothing where it
   * names none.
   */
  Optional<Truth> of(Path image) {
    int names = image.getNameCount();
    for (int first = Math.max(0, names - MOST_FOLDERS); first < names; first++) {
      List<Truth.Marked> found =
          byName.get(image.subpath(first, names).toString().replace('\\', '/'));
      if (found != null) {
        return Optional.of(new Truth.Boxes(found));
      }
    }
    return Optional.empty();
  }

  @JsonIgnoreProperties(ignoreUnknown = true)
  private static final class Content {
    @JsonProperty private List<Picture> images = List.of();
    @JsonProperty private List<Annotation> annotations = List.of();
    @JsonProperty private List<Category> categories = List.of();
  }

  @JsonIgnoreProperties(ignoreUnknown = true)
  private static final class Picture {
    @JsonProperty private long id;

    @JsonProperty("file_name")
    private String fileName;

    @JsonProperty private double width;
    @JsonProperty private double height;
  }

  @JsonIgnoreProperties(ignoreUnknown = true)
  private static final class Category {
    @JsonProperty private long id;
    @JsonProperty private String name;
  }

  @JsonIgnoreProperties(ignoreUnknown = true)
  private static final class Annotation {
    @JsonProperty("image_id")
    private long image;

    @JsonProperty("category_id")
    private long category;

    @JsonProperty("bbox")
    private List<Double> box;

    @JsonProperty("iscrowd")
    private int crowd;
  }
}
