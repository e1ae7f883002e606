package org.scissionlite.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.scissionlite.cli.CommandRun;

/** What the page on models tells: the words of each refusal, and the tests that hold the rest. */
class ModelsPageTest {
  private static final Pattern QUOTED = Pattern.compile("`([^`]+)`");
  private static final Pattern TEST = Pattern.compile("`(\\w+Test)\\.(\\w+)`");

  @TempDir private Path folder;

  static List<List<String>> refusals() throws IOException {
    List<List<String>> rows = rows("## Refused");
    assertThat(rows).hasSizeGreaterThan(5);
    return rows;
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void eachRefusal_isInTheWordsOfThePage(List<String> row) throws IOException {
    Path file = folder.resolve("small.onnx");
    Files.write(file, RefusedModels.of(row.get(0)).toByteArray());
    Matcher words = QUOTED.matcher(row.get(1));
    assertThat(words.find()).as(row.toString()).isTrue();

    CommandRun run = CommandRun.of("inspect", file);

    assertThat(run.exitCode()).isNotZero();
    assertThat(run.problem()).startsWith("error: ").contains(words.group(1)).doesNotContain("\n");
  }

  @Test
  void testsThatThePageNames_areThere() throws IOException {
    List<List<String>> rows = rows("## Files as people have them");
    assertThat(rows).hasSizeGreaterThan(12);
    assertThat(rows).allSatisfy(row -> assertThat(row.get(2)).containsPattern(TEST));
    Set<String> missing = new TreeSet<>();
    for (List<String> row : rows) {
      Matcher named = TEST.matcher(row.get(2));
      while (named.find()) {
        if (!source(named.group(1)).contains("void " + named.group(2) + "(")) {
          missing.add(named.group());
        }
      }
    }
    assertThat(missing).isEmpty();
  }

  private static String source(String test) throws IOException {
    try (Stream<Path> files = Files.walk(docs().resolveSibling(""))) {
      return files
          .filter(file -> file.endsWith(test + ".java"))
          .map(ModelsPageTest::text)
          .collect(Collectors.joining());
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The cells of the table below a heading, its head left out. */
  private static List<List<String>> rows(String heading) throws IOException {
    return Files.readAllLines(docs().resolve("models.md")).stream()
        .dropWhile(line -> !line.equals(heading))
        .skip(1)
        .takeWhile(line -> !line.startsWith("## "))
        .filter(line -> line.startsWith("| "))
        .skip(1)
        .map(line -> List.of(line.substring(2, line.length() - 2).split(" \\| ", -1)))
        .toList();
  }

  private static Path docs() {
    Path here = Path.of("docs").toAbsolutePath();
    return Files.exists(here) ? here : Path.of("..", "docs").toAbsolutePath().normalize();
  }
}
