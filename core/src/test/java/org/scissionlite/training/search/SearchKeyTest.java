package org.scissionlite.training.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scissionlite.block.Cut;
import org.scissionlite.model.Attribute;
import org.scissionlite.model.ElementType;
import org.scissionlite.model.ModelGraph;
import org.scissionlite.model.Node;
import org.scissionlite.model.Shape;
import org.scissionlite.model.Tensor;
import org.scissionlite.model.TensorSpec;
import org.scissionlite.task.RawTensors;
import org.scissionlite.training.examples.ExamplesInMemory;
import org.scissionlite.training.search.trial.SearchTrial;
import org.scissionlite.training.search.trial.TrialJournal;
import org.scissionlite.training.search.trial.Trials;

/** Trials on disk count for the same search, and for no other. */
class SearchKeyTest {
  private static final TensorSpec INPUT =
      new TensorSpec("image", ElementType.FLOAT32, Shape.of(1, 2));
  private static final Cut CUT = new Cut("a", 1, List.of(INPUT));
  private static final Tensor WEIGHT = Tensor.ofFloats(Shape.of(1, 2), 1, 2);
  private static final Tensor OTHER = Tensor.ofFloats(Shape.of(1, 2), 1, 3);
  private static final Map<String, Attribute> KIND = Map.of("axis", Attribute.of(1));
  private static final Map<String, Tensor> WEIGHTS = Map.of("w", WEIGHT, "v", OTHER);
  private static final SearchImages IMAGES = images(0, 1);
  private static final String KEY = key(graph(KIND, WEIGHTS), IMAGES, 7);

  @TempDir private Path folder;

  @Test
  void sameContent_isTheSameSearchWhateverTheOrderOfMaps() {
    Map<String, Tensor> turned = new LinkedHashMap<>();
    Map<String, Tensor> straight = new LinkedHashMap<>();
    straight.put("v", Tensor.ofFloats(Shape.of(1, 2), 1, 3));
    straight.put("w", Tensor.ofFloats(Shape.of(1, 2), 1, 2));
    turned.put("w", WEIGHT);
    turned.put("v", OTHER);
    assertThat(key(graph(KIND, straight), images(0, 1), 7)).isEqualTo(KEY);
    assertThat(key(graph(KIND, turned), images(0, 1), 7)).isEqualTo(KEY);
    assertThat(key(graph(both("axis", "mode"), WEIGHTS), IMAGES, 7))
        .isEqualTo(key(graph(both("mode", "axis"), WEIGHTS), IMAGES, 7));
  }

  private static Map<String, Attribute> both(String first, String second) {
    Map<String, Attribute> attributes = new LinkedHashMap<>();
    attributes.put(first, Attribute.of(1));
    attributes.put(second, Attribute.of(1));
    return attributes;
  }

  @Test
  void otherWeights_areAnotherSearch() {
    assertThat(key(graph(KIND, Map.of("w", OTHER, "v", WEIGHT)), IMAGES, 7)).isNotEqualTo(KEY);
    Tensor turned = Tensor.ofFloats(Shape.of(2, 1), 1, 2);
    assertThat(key(graph(KIND, Map.of("w", turned, "v", OTHER)), IMAGES, 7)).isNotEqualTo(KEY);
  }

  @Test
  void otherAttributes_areAnotherSearch() {
    assertThat(keyWith("axis", Attribute.of(2))).isNotEqualTo(KEY);
    assertThat(keyWith("mode", Attribute.of(1))).isNotEqualTo(KEY);
    assertThat(keyWith("value", new Attribute.TensorValue(WEIGHT)))
        .isNotEqualTo(keyWith("value", new Attribute.TensorValue(OTHER)));
    assertThat(keyWith("body", body(1))).isNotEqualTo(keyWith("body", body(2)));
    assertThat(keyWith("body", body(1))).isEqualTo(keyWith("body", body(1)));
  }

  private static Attribute body(int content) {
    return new Attribute.Opaque(ByteBuffer.wrap(new byte[] {(byte) content}), List.of());
  }

  private static String keyWith(String name, Attribute attribute) {
    return key(graph(Map.of(name, attribute), WEIGHTS), IMAGES, 7);
  }

  @Test
  void otherImagesOrAnotherSeed_areAnotherSearch() {
    assertThat(key(graph(KIND, WEIGHTS), images(1, 1), 7)).isNotEqualTo(KEY);
    assertThat(key(graph(KIND, WEIGHTS), images(0, 2), 7)).isNotEqualTo(KEY);
    assertThat(key(graph(KIND, WEIGHTS), IMAGES, 8)).isNotEqualTo(KEY);
  }

  @Test
  void journal_isTakenUpForItsKeyAlone() {
    Path file = folder.resolve("journal.json");
    SearchTrial made = Trials.labelled(10, 0, 1, 2);
    TrialJournal first = TrialJournal.in(file);
    first.begin(KEY);
    first.trial("tuning q8", () -> made);

    TrialJournal next = TrialJournal.in(file);
    next.begin(KEY);
    assertThat(next.trials()).containsExactly(made);
    next.begin(key(graph(KIND, WEIGHTS), IMAGES, 8));
    assertThat(next.trials()).isEmpty();
  }

  private static String key(ModelGraph graph, SearchImages images, long seed) {
    return SearchKey.of(graph, CUT, new RawTensors(), images, seed);
  }

  private static ModelGraph graph(Map<String, Attribute> attributes, Map<String, Tensor> weights) {
    return new ModelGraph(
        "small",
        Map.of("", 17),
        List.of(INPUT),
        List.of(new TensorSpec("b", ElementType.FLOAT32, Shape.of(1, 2))),
        List.of(
            Node.of("a", "Concat", List.of("image", "w"), attributes),
            Node.of("b", "Add", List.of("a", "v"), Map.of())),
        weights,
        Map.of());
  }

  /** Ten images that differ with a first number, divided by a seed. */
  private static SearchImages images(int first, long seed) {
    List<Tensor> inputs =
        IntStream.range(first, first + 10)
            .mapToObj(i -> Tensor.ofFloats(Shape.of(1, 2), i, i))
            .toList();
    return SearchImages.divided(ExamplesInMemory.unlabelled(inputs), 10, seed);
  }
}
