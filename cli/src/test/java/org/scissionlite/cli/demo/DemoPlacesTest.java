package org.scissionlite.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.scissionlite.cli.CommandRun;

/** What somebody else put where the demo writes is not replaced, and that is said at once. */
class DemoPlacesTest {
  @TempDir private Path output;

  @ParameterizedTest
  @ValueSource(strings = {"steel/test", "steel/calibration", "bundle"})
  void foreignFiles_stayAndAreNamed(String place) throws IOException {
    Path folder = Files.createDirectories(output.resolve(place));
    Path mine = Files.writeString(folder.resolve("mine.txt"), "mine");

    CommandRun run = CommandRun.of("demo", "--short", "--output", output);

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err())
        .startsWith("error: " + folder + " holds other files than ")
        .contains("such as 'mine.txt'")
        .hasLineCount(1);
    assertThat(mine).hasContent("mine");
  }
}
