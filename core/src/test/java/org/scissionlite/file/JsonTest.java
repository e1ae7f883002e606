package org.scissionlite.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.error.UsageException;

class JsonTest {
  @TempDir private Path home;

  record Box(String name, int sides, List<Part> parts) {
    Box {
      if (sides < 3) {
        throw new UsageException("a box has at least 3 sides, got " + sides);
      }
    }
  }

  record Part(double weight) {}

  @Test
  void value_comesBackEqual() {
    Box box = new Box("crate", 6, List.of(new Part(1.5), new Part(0.1 + 0.2)));
    Path file = home.resolve("box.json");

    Json.write(file, box);

    assertThat(Json.read(file, Box.class, "box")).isEqualTo(box);
  }

  /** Four bytes of zeros and a sign look like UTF-32 to a reader of JSON. */
  @Test
  void bytesThatAreNoText_areNoValueWhereverTheyComeFrom() throws IOException {
    byte[] bytes = {0, 0, 0, '{', 0};
    assertThatThrownBy(() -> Json.parse(bytes, Box.class, "here", "box"))
        .isInstanceOf(UsageException.class)
        .hasMessage("here: not a box: no text in UTF-8");
    Path file = Files.write(home.resolve("box.json"), bytes);
    assertThatThrownBy(() -> Json.read(file, Box.class, "box"))
        .isInstanceOf(UsageException.class)
        .hasMessage(file + ": not a box: no text in UTF-8");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{\"name\": \"a\", \"parts\": []} | field 'sides' is missing",
        "{\"name\": \"a\", \"sides\": null, \"parts\": []} | field 'sides': expected a whole number, got null",
        "{\"name\": \"a\", \"sides\": \"six\", \"parts\": []} | field 'sides': expected a whole number, got 'six'",
        "{\"name\": [1], \"sides\": 6, \"parts\": []} | field 'name': expected a text, got a list",
        "{\"name\": \"a\", \"sides\": 6, \"parts\": {}} | field 'parts': expected a list, got an object with fields",
        "{\"name\": \"a\", \"sides\": 6, \"parts\": [{}]} | field 'parts[0].weight' is missing",
        "{\"name\": \"a\", \"sides\": 6, \"parts\": [{\"weight\": true}]} | field 'parts[0].weight': expected a number, got 'true'",
        "{\"name\": \"a\", \"sides\": 6.5e99, \"parts\": []} | field 'sides'",
        "{\"name\": \"a\", \"sides\": 6, \"parts\": 5} | field 'parts'",
        "{\"name\": \"a\", \"sides\": 6, \"parts\": [{\"weight\": 1}, {\"weight\": \"x\"}]} | field 'parts[1].weight'",
        "{\"name\": \"a\", \"sides\": 6, \"parts\": [], \"side\": 1} | unknown field 'side'; valid, nearest first: sides",
        "{\"name\": \"a\", \"sides\": 2, \"parts\": []} | at least 3 sides, got 2",
        "{\"name\": \"a\", \"sides\": 6, \"parts\": []} trailing | line 1",
        "{\"name\": | line 1",
        "{\"title\": \"a\", \"edges\": 6} | field 'name' is missing; unknown here: 'title', 'edges'; valid: name, sides, parts",
        "{\"name\": \"a\", \"sides\": 6, \"parts\": [{\"weight\": 1}, {\"mass\": 1}]} | field 'parts[1].weight' is missing; unknown here: 'mass'; valid: weight",
        "{\"name\": \"a\", \"sides\": 6, \"parts\": [{}], 5 | field 'parts[0].weight' is missing",
        "null | only null",
        "[] | ",
        "NaN | line 1",
      })
  void wrongText_isRefusedWithFileAndField(String text, String named) throws IOException {
    Path file = Files.writeString(home.resolve("box.json"), text);

    assertThatThrownBy(() -> Json.read(file, Box.class, "box"))
        .isInstanceOf(UsageException.class)
        .hasMessageStartingWith(file + ": not a box: ")
        .hasMessageContaining(named == null ? "" : named)
        .message()
        .doesNotContain("\n")
        .doesNotContain("java.")
        .doesNotContain("`")
        .doesNotContain("Source");
  }

  @Test
  void manyUnknownFields_areNamedInOneShortLine() throws IOException {
    StringBuilder text = new StringBuilder("{");
    for (int i = 0; i < 50; i++) {
      text.append("\"field %d %s\": 1, ".formatted(i, "x".repeat(1000)));
    }
    Path file = Files.writeString(home.resolve("box.json"), text + "\"last\": 1}");

    assertThatThrownBy(() -> Json.read(file, Box.class, "box"))
        .hasMessageContaining("field 'name' is missing; unknown here: 'field 0 xxx")
        .hasMessageContaining(" and 43 more; valid: name, sides, parts")
        .message()
        .hasSizeLessThan(800);
  }

  @Test
  void byteOrderMark_isNoPartOfTheText() throws IOException {
    Path file = home.resolve("box.json");
    String text = "\uFEFF{\"name\": \"a\", \"sides\": 6, \"parts\": []}";
    for (Charset charset :
        List.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
      Files.write(file, text.getBytes(charset));

      assertThat(Json.read(file, Box.class, "box")).isEqualTo(new Box("a", 6, List.of()));
      assertThat(Json.read(file, Box.class, "box", tree -> {}))
          .isEqualTo(new Box("a", 6, List.of()));
    }
  }

  @Test
  void canonicalText_dependsOnTheValueAlone() {
    assertThat(Json.canonical(new Box("a", 6, List.of(new Part(0.5)))))
        .isEqualTo("{\"name\":\"a\",\"parts\":[{\"weight\":\"0x1.0p-1\"}],\"sides\":6}");
  }

  @Test
  void emptyFile_isRefused() throws IOException {
    Path file = Files.createFile(home.resolve("box.json"));

    assertThatThrownBy(() -> Json.read(file, Box.class, "box"))
        .isInstanceOf(UsageException.class)
        .hasMessageStartingWith(file + ": not a box: ");
  }

  @Test
  void deepNesting_isRefusedWithoutAStackOverflow() throws IOException {
    Path file = Files.writeString(home.resolve("box.json"), "{\"parts\":" + "[".repeat(200_000));

    assertThatThrownBy(() -> Json.read(file, Box.class, "box"))
        .isInstanceOf(UsageException.class)
        .hasMessageStartingWith(file + ": not a box: ");
  }

  @Test
  void bytesThatAreNoText_areRefused() throws IOException {
    Path file =
        Files.write(
            home.resolve("box.json"),
            "{\"name\": \"\u00e9\"}".getBytes(StandardCharsets.ISO_8859_1));

    assertThatThrownBy(() -> Json.read(file, Box.class, "box"))
        .isInstanceOf(ScissionLiteException.class)
        .hasMessageContaining(file.toString());
  }

  @Test
  void hugeFile_isRefusedUnread() throws IOException {
    Path file = home.resolve("box.json");
    try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
      sparse.setLength(3L << 30);
    }

    assertThatThrownBy(() -> Json.read(file, Box.class, "box"))
        .isInstanceOf(UsageException.class)
        .hasMessage(file + ": too large for a box");
  }

  @Test
  void missingFile_isNamed() {
    Path file = home.resolve("none.json");

    assertThatThrownBy(() -> Json.read(file, Box.class, "box"))
        .isInstanceOf(ScissionLiteException.class)
        .hasMessage("cannot read %s: no such file: %s", file, file);
  }

  @Test
  void folder_isNoValue() {
    assertThatThrownBy(() -> Json.read(home, Box.class, "box"))
        .isInstanceOf(ScissionLiteException.class)
        .hasMessageStartingWith("cannot read " + home);
  }
}
