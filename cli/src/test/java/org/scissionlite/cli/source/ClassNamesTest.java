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

  private static final TensorSpec IMAGE =
      new TensorSpec("image", ElementType.FLOAT32, Shape.of(1, 3, 32, 32));

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "FLOAT32,1x3,true",
    "FLOAT16,1x3x1x1,true",
    "FLOAT32,1x4,false",
    "FLOAT32,1x3x32x32,true",
    "FLOAT32,1x7x100,true",
    "FLOAT32,1x7x21,true",
    "FLOAT32,1x8x21,false",
    "FLOAT32,1x4x32x32,false",
    "INT64,1x32x32,true",
    "FLOAT32,1,true",
    "INT64,1,true"
  })
  void names_areAsManyAsTheClassesThatTheOutputTells(ElementType type, String dims, boolean fits) {
    assertThat(THREE.fit(List.of(IMAGE), List.of(output(type, dims)))).isEqualTo(fits);
  }

  @ParameterizedTest
  @CsvSource({"1x50,true", "1x50x3,true", "1x50x4,true", "1x50x5,false", "1x50x2,false"})
  void namesOfADetector_areAsManyAsItsScoresWithTheBackgroundOrWithout(String dims, boolean fits) {
    List<TensorSpec> detector =
        List.of(
            new TensorSpec("boxes", ElementType.FLOAT32, Shape.of(1, 50, 4)),
            output(ElementType.FLOAT32, dims));

    assertThat(THREE.fit(List.of(IMAGE), detector)).isEqualTo(fits);
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
