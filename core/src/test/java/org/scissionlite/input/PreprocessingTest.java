package org.scissionlite.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.scissionlite.error.UsageException;
import org.scissionlite.file.Json;

class PreprocessingTest {
  private static final String WRITTEN =
      """
      {"fit": "CROP", "channels": "RGB", "layout": "NCHW", "scale": 1.0,
       "mean": [1, 2, 3], "deviation": [1, 1, 1]}
      """;

  @TempDir private Path home;

  @ParameterizedTest
  @ValueSource(strings = {"tf", "torch", "caffe_bgr", "raw", "unit"})
  void named_survivesItsFile(String name) {
    Path file = home.resolve("preprocessing.json");
    Json.write(file, Preprocessing.named(name));

    assertThat(Json.read(file, Preprocessing.class, "preprocessing"))
        .isEqualTo(Preprocessing.named(name));
  }

  @Test
  void unknownName_listsTheOthers() {
    assertThatThrownBy(() -> Preprocessing.named("pytorch"))
        .isInstanceOf(UsageException.class)
        .hasMessageStartingWith("unknown preprocessing 'pytorch'; valid, nearest first: torch,");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "\"CROP\" | \"MIDDLE\" | field 'fit': unknown value 'MIDDLE'; valid, nearest first: CROP, STRETCH",
        "\"RGB\" | \"GRAY\" | field 'channels': unknown value 'GRAY'; valid, nearest first: GREY",
        "\"RGB\" | 1 | field 'channels': unknown value '1'; valid, nearest first: BGR, RGB, GREY",
        "\"fit\" | \"do_resize\" | field 'fit' is missing; unknown here: 'do_resize'; valid: fit, channels,",
        "\"scale\": 1.0 | \"scale\": 1.0, \"size\": 224 | unknown field 'size'; valid, nearest first: ",
        "\"scale\": 1.0, | ~~ | field 'scale' is missing",
        "[1, 2, 3] | 0.5 | field 'mean': expected a list, got '0.5'",
        "[1, 2, 3] | [1, \"x\", 3] | field 'mean[1]': expected a number, got 'x'",
        "\"CROP\" | null | 'fit'",
        "\"RGB\" | null | 'channels'",
        "\"NCHW\" | null | 'layout'",
        "[1, 2, 3] | null | 'mean'",
        "[1, 2, 3] | [1, null, 3] | 'mean'",
        "[1, 2, 3] | [1] | 3 values of mean",
        "[1, 1, 1] | [1, 0, 1] | deviation not 0",
        "[1, 1, 1] | null | 'deviation'",
        "1.0 | \"NaN\" | finite",
      })
  void wrongValue_isNamed(String right, String wrong, String named) throws IOException {
    Path file = Files.writeString(home.resolve("p.json"), WRITTEN.replace(right, wrong));

    assertThatThrownBy(() -> Json.read(file, Preprocessing.class, "preprocessing"))
        .isInstanceOf(UsageException.class)
        .hasMessageStartingWith(file + ": not a preprocessing: ")
        .hasMessageContaining(named)
        .message()
        .doesNotContain("Exception")
        .doesNotContain("java")
        .doesNotContain("scissionlite");
  }
}
