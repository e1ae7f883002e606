package org.scissionlite.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scissionlite.cli.CommandRun;

/** What is no results file is refused in one line, with exit code 2. */
class ResultsFileTest {
  @TempDir private Path folder;
  private ObjectNode tree;

  @BeforeEach
  void makeUp() {
    tree = new ObjectMapper().valueToTree(MadeUpResults.of(List.of("m", "n", "cut", "q8")));
    tree.putArray("cells");
  }

  private String refused() throws IOException {
    Path file = folder.resolve("results.json");
    Files.writeString(file, tree.toString());
    Path page = folder.resolve("page.html");
    CommandRun run = CommandRun.of("report", file, "-o", page);
    assertThat(run.exitCode()).as(run.err()).isEqualTo(2);
    assertThat(run.problem().lines()).hasSize(1);
    assertThat(page).doesNotExist();
    return run.problem();
  }

  private ObjectNode row() {
    return (ObjectNode) tree.get("rows").get(0);
  }

  @Test
  void anOlderVersion_isToldHowToWriteItAnew() throws IOException {
    tree.remove("rows");
    assertThat(refused()).contains("without 'rows'", "experiment --report");
  }

  @Test
  void attacksOnPrivacy_goWithABundle() throws IOException {
    Files.writeString(folder.resolve("results.json"), tree.toString());
    Path page = folder.resolve("page.html");
    CommandRun run = CommandRun.of("report", folder, "--privacy", folder, "-o", page);
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.problem()).contains("--privacy goes with a bundle");
  }

  @Test
  void anEmptyExperiment_saysWhatToDo() throws IOException {
    tree.putArray("rows");
    tree.putArray("predictions");
    assertThat(refused()).contains("nothing was measured or predicted yet");
  }

  @Test
  void aPlaceWithoutALink_isRefused() throws IOException {
    ((ObjectNode) row().get("place")).putNull("link");
    assertThat(refused()).contains("expected places with a link");
  }

  @Test
  void timesThatAreNoTimes_areRefused() throws IOException {
    row().put("medianMillis", -1.0);
    assertThat(refused()).contains("finite times of at least 0");
    row().put("medianMillis", "NaN");
    assertThat(refused()).contains("finite times of at least 0");
    row().put("medianMillis", "fast");
    assertThat(refused()).contains("medianMillis");
  }

  @Test
  void nothingInALine_isRefused() throws IOException {
    ((ArrayNode) tree.get("rows")).addNull();
    assertThat(refused()).contains("not a file of results");
  }

  @Test
  void moreLinesThanAnyExperimentHas_areRefused() throws IOException {
    JsonNode row = row();
    ArrayNode rows = tree.putArray("rows");
    for (int i = 0; i <= 20_000; i++) {
      rows.add(row);
    }
    assertThat(refused()).contains("at most 20,000 lines of a kind, got 20,001");
  }
}
