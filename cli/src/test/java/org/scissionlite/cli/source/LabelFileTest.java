package org.scissionlite.cli.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scissionlite.error.UsageException;

class LabelFileTest {
  @TempDir private Path folder;

  @Test
  void byteOrderMarkAndBlanks_areNoPartOfTheNames() throws IOException {
    Path file = Files.writeString(folder.resolve("labels.txt"), "\uFEFFok\r\nscratch \r\n\r\n");

    assertThat(LabelFile.read(file)).containsExactly("ok", "scratch");
  }

  @Test
  void otherBytesThanText_areNamed() throws IOException {
    Path file =
        Files.write(folder.resolve("labels.txt"), "\u00df".getBytes(StandardCharsets.ISO_8859_1));

    assertThatThrownBy(() -> LabelFile.read(file))
        .isInstanceOf(UsageException.class)
        .hasMessage("labels %s: not a text file in UTF-8; save it as one", file);
  }
}
