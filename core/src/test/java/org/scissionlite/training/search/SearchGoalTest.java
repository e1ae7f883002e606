package org.scissionlite.training.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.scissionlite.file.Json;

class SearchGoalTest {
  @TempDir private Path folder;

  @Test
  void noBound_isNullInJson() {
    SearchGoal goal = new SearchGoal(1, Long.MAX_VALUE, 7);
    assertThat(Json.text(goal)).contains("\"maxBytes\" : null");
    assertThat(readBack(Json.text(goal))).isEqualTo(goal);
  }

  @Test
  void bound_isItsNumber() {
    SearchGoal goal = new SearchGoal(1, 450, 7);
    assertThat(Json.text(goal)).contains("\"maxBytes\" : 450");
    assertThat(readBack(Json.text(goal))).isEqualTo(goal);
  }

  @ParameterizedTest
  @CsvSource({"9223372036854775807", "null"})
  void missingBound_isReadAsALargestNumberOrNull(String bound) {
    SearchGoal goal =
        readBack(
            "{\"maxDropPoints\":1,\"maxBytes\":%s,\"seed\":7,\"risk\":\"ONE_IN_20\"}"
                .formatted(bound));
    assertThat(goal).isEqualTo(new SearchGoal(1, Long.MAX_VALUE, 7));
  }

  private SearchGoal readBack(String json) {
    Path file = folder.resolve("goal.json");
    try {
      Files.writeString(file, json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Json.read(file, SearchGoal.class, "goal");
  }
}
