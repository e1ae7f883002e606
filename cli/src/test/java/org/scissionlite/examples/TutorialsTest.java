package org.scissionlite.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.scissionlite.cli.Main;

/** The commands of the tutorials can be typed as they stand, and their pictures are there. */
class TutorialsTest {
  private static final Pattern BLOCK = Pattern.compile("(?s)```\n(.*?)```");
  private static final Pattern PICTURE = Pattern.compile("!\\[[^]]+]\\(([^)]+)\\)");

  @ParameterizedTest
  @ValueSource(strings = {"tutorial-steel.md", "tutorial-segmenter.md", "tutorial-detector.md"})
  void commands_areUnderstood(String page) throws IOException {
    List<String> commands = commands(page);
    assertThat(commands).hasSizeGreaterThan(3);
    for (String command : commands) {
      String[] words = command.strip().split("\\s+");
      String[] arguments = Stream.of(words).skip(1).toArray(String[]::new);
      assertThat(Main.commandLine().parseArgs(arguments).errors()).as(command).isEmpty();
    }
  }

  /** Lines that end in a backslash go on in the next; what stands behind a # is said to people. */
  private static List<String> commands(String page) throws IOException {
    return BLOCK
        .matcher(Files.readString(docs().resolve(page)))
        .results()
        .flatMap(block -> block.group(1).replaceAll("\\\\\n", " ").lines())
        .map(line -> line.replaceAll("\\s#.*", "").strip())
        .filter(line -> line.startsWith("scissionlite ") || line.startsWith("./scissionlite "))
        .toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"tutorial-steel.md", "tutorial-segmenter.md", "tutorial-detector.md"})
  void pictures_areThere(String page) throws IOException {
    Matcher picture = PICTURE.matcher(Files.readString(docs().resolve(page)));
    while (picture.find()) {
      assertThat(docs().resolve(picture.group(1))).exists();
    }
  }

  private static Path docs() {
    Path here = Path.of("docs").toAbsolutePath();
    return Files.exists(here) ? here : Path.of("..", "docs");
  }
}
