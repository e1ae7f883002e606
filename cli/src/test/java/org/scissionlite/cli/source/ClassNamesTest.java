package org.scissionlite.cli.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.scissionlite.cli.CommandRun;
import org.scissionlite.model.ElementType;
import org.scissionlite.model.Shape;
import org.scissionlite.model.TensorSpec;

class ClassNamesTest {
  private static final ClassNames THREE = new ClassNames(List.of("a", "b", "c"), "labels.txt");

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "FLOAT32,1x3,true",
    "FLOAT16,1x3x1x1,true",
    "FLOAT32,1x4,false",
    "FLOAT32,1x3x32x32,true",
    "FLOAT32,1x7x100,true",
    "FLOAT32,1,true",
    "INT64,1,true"
  })
  void namesOfAClassifier_areAsManyAsItsScores(ElementType type, String dims, boolean fits) {
    assertThat(THREE.fit(List.of(output(type, dims)))).isEqualTo(fits);
  }

  @Test
  void boxesWithScores_areNoClassifier() {
    List<TensorSpec> detector =
        List.of(output(ElementType.FLOAT32, "1x50x4"), output(ElementType.FLOAT32, "1x50"));

    assertThat(THREE.fit(detector)).isTrue();
  }

  @Test
  void prepareRefusesLabelsOfAnotherNumber() throws IOException {
    Path labels = Files.writeString(folder.resolve("names.txt"), "a\nb\nc\n");

    CommandRun run = CommandRun.prepare(folder, "join", "--labels", labels);

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.problem())
        .startsWith(
            "error: labels %s: 3 names, but the output 'scores' float32 [1,5] has 5 classes; "
                .formatted(labels))
        .hasLineCount(1);
  }

  @Test
  void namesOfAModelHub_reachTheDeviceWhereTheyFit() throws IOException {
    Files.writeString(
        folder.resolve("config.json"),
        "{\"id2label\": {\"0\": \"ok\", \"1\": \"rust\", \"2\": \"dent\", \"3\": \"hole\", \"4\": \"oil\"}}");

    CommandRun run = CommandRun.prepare(folder, "join", "--json");

    assertThat(run.out()).contains("\"dent\"");
  }

  private static TensorSpec output(ElementType type, String dims) {
    int[] sizes = Arrays.stream(dims.split("x", -1)).mapToInt(Integer::parseInt).toArray();
    return new TensorSpec("out", type, Shape.of(sizes));
  }
}
