package org.scissionlite.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.scissionlite.error.UsageException;

class CsvFileTest {
  private static final List<String> COLUMNS = List.of("name", "Size");

  @TempDir private Path folder;

  @Test
  void quotedFields_keepSeparatorsAndQuotes() throws IOException {
    write("name,size\n\"a, b\", \"say \"\"hi\"\"\" \n", StandardCharsets.UTF_8);
    assertThat(rows()).containsExactly("a, b|say \"hi\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {",", ";", "\t"})
  void separator_isThatOfTheHeader(String separator) throws IOException {
    write("name;size\r\nä;1\r\n".replace(";", separator), StandardCharsets.UTF_8);
    assertThat(rows()).containsExactly("ä|1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE"})
  void byteOrderMark_tellsTheEncoding(String charset) throws IOException {
    write("\uFEFFname\tsize\r\nGerät 1\t2\r\n", Charset.forName(charset));
    assertThat(rows()).containsExactly("Gerät 1|2");
  }

  @Test
  void columnsMayComeInAnyOrderAndCase_andRowsMayBeBlank() throws IOException {
    write("\nSIZE, colour , Name,\n\n1,red,a,\n , ,,\n2,,b,\n", StandardCharsets.UTF_8);
    assertThat(rows()).containsExactly("a|1", "b|2");
    List<String> colours = new ArrayList<>();
    CsvFile.read(file(), COLUMNS, row -> colours.add(row.find("Colour").orElse("none")));
    assertThat(colours).containsExactly("red", "none");
    CsvFile.read(file(), COLUMNS, row -> assertThat(row.find("weight")).isEmpty());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "name;colour~a;red|line 1: expected the columns name,Size, got 'name,colour'",
        "name,size,name~a,1,b|line 1: the column 'name' comes twice; keep one",
        "''|expected the columns name,Size, got an empty file",
        "name,size~~a|line 3: expected 2 fields name,size, got 'a'",
        "name,size~a,b,1|line 2: expected 2 fields name,size, got 'a,b,1'; a field that holds",
        "name,size~,1|line 2: nothing in the column 'name'",
        "name,size~a,\"1~b,2|line 2: a line break within 'a,1?b,2'; is its quote not closed?",
        "name,size~\"a\"b,1|line 2: Unexpected character after closing quote"
      })
  void badRow_isRefusedWithFileAndLine(String text, String message) throws IOException {
    write(text.replace('~', '\n'), StandardCharsets.UTF_8);
    assertThatThrownBy(this::rows)
        .isInstanceOf(UsageException.class)
        .hasMessageStartingWith(file().toString())
        .hasMessageContaining(message);
  }

  @Test
  void otherEncodings_areRefusedWithTheLine() throws IOException {
    write("name,size\na,1\nGerät,2\n", StandardCharsets.ISO_8859_1);
    assertThatThrownBy(this::rows)
        .hasMessage(
            "%s, line 3: not a text file in UTF-8; save it as 'CSV UTF-8'".formatted(file()));
    write("name,size\na,1\n", StandardCharsets.UTF_16LE);
    assertThatThrownBy(this::rows).hasMessageContaining("line 1: expected the columns");
  }

  @Test
  void missingFileAndFolder_areRefused() throws IOException {
    assertThatThrownBy(this::rows)
        .isInstanceOf(UsageException.class)
        .hasMessage("%s: no such file; expected a table with the columns name,Size", file());
    Files.createDirectory(file());
    assertThatThrownBy(this::rows)
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("Is a directory");
  }

  @ParameterizedTest
  @CsvSource({
    "20000, 1, max field size of 16384 characters",
    "1, 2000, maximum limit of 1000 fields",
    "200, 900, max record size of 131072 characters"
  })
  void endlessRow_isRefused(int length, int fields, String message) throws IOException {
    String row = ("x".repeat(length) + ",").repeat(fields);
    write("name,size\na,1\n" + row, StandardCharsets.UTF_8);
    assertThatThrownBy(this::rows)
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("line 3")
        .hasMessageContaining(message);
  }

  @Test
  void tableOfTooManyRows_isRefused() throws IOException {
    try (BufferedWriter writer = Files.newBufferedWriter(file())) {
      writer.write("name,size\n" + "a,1\n".repeat(2_000_001));
    }
    assertThatThrownBy(() -> CsvFile.read(file(), COLUMNS, row -> {}))
        .hasMessage("%s, line 2000002: the table is too large", file());
  }

  private Path file() {
    return folder.resolve("table.csv");
  }

  private void write(String text, Charset charset) throws IOException {
    Files.writeString(file(), text, charset);
  }

  private List<String> rows() {
    List<String> rows = new ArrayList<>();
    CsvFile.read(file(), COLUMNS, row -> rows.add(row.get("name") + "|" + row.get("size")));
    return rows;
  }
}
