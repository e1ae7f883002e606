package org.scissionlite.input.hub;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HubLabelsTest {
  @TempDir private Path home;

  @Test
  void names_comeInTheOrderOfTheirNumbers() throws IOException {
    StringBuilder json = new StringBuilder("{'id2label': {'10': 'k', '0': 'a'");
    for (int i = 1; i < 10; i++) {
      json.append(", '%d': '%c'".formatted(i, 'a' + i));
    }

    assertThat(HubLabels.read(file(json.append("}}").toString())))
        .hasValue(List.of("a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k"));
    assertThat(HubLabels.read(file("{'label_names': ['cat', 'dog']}")))
        .hasValue(List.of("cat", "dog"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{'id2label': {'0': 'LABEL_0', '1': 'LABEL_1'}}",
        "{'id2label': {'1': 'a', '2': 'b'}}",
        "{'id2label': {'0': 7}}",
        "{'id2label': 'x'}",
        "no JSON"
      })
  void fileWithoutNames_givesNone(String json) throws IOException {
    assertThat(HubLabels.read(file(json))).isEmpty();
  }

  private Path file(String json) throws IOException {
    return Files.writeString(home.resolve("config.json"), json.replace('\'', '"'));
  }
}
