package org.scissionlite.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextFileTest {
  private static final String MARKED = "\uFEFFok\r\nri\u00df\n";

  @TempDir private Path home;

  @Test
  void byteOrderMark_isNoPartOfTheText() throws IOException {
    for (Charset charset :
        List.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
      Path file = Files.write(home.resolve("labels.txt"), MARKED.getBytes(charset));

      assertThat(TextFile.lines(file)).as(charset.name()).containsExactly("ok", "ri\u00df");
    }
  }

  @Test
  void textWithoutAMark_isUtf8() throws IOException {
    Path file = Files.writeString(home.resolve("labels.txt"), "ok\nri\u00df");

    assertThat(TextFile.lines(file)).containsExactly("ok", "ri\u00df");
    assertThat(TextFile.lines(Files.createFile(home.resolve("empty.txt")))).isEmpty();
  }

  @Test
  void otherBytes_areNoText() throws IOException {
    Path file =
        Files.write(home.resolve("labels.txt"), "ri\u00df".getBytes(StandardCharsets.ISO_8859_1));

    assertThatThrownBy(() -> TextFile.lines(file)).isInstanceOf(CharacterCodingException.class);
  }
}
