package org.scissionlite.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class ShellWordsTest {
  private static final List<String> WORDS =
      List.of("plain.onnx", "my model.onnx", "it's", "$HOME", "*", "a,b", "", "grün", "x;y", "~/m");

  @Test
  void wordsThatAShellWouldChange_areQuoted() {
    assertThat(ShellWords.line(List.of("prepare", "my model.onnx", "--cut", "a/b:0")))
        .isEqualTo("prepare 'my model.onnx' --cut a/b:0");
  }

  @Test
  @EnabledOnOs({OS.LINUX, OS.MAC})
  void aShell_readsTheSameWordsAgain() throws IOException {
    Process shell =
        new ProcessBuilder("sh", "-c", "printf '%s\\n' " + ShellWords.line(WORDS)).start();

    assertThat(new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8).lines())
        .containsExactlyElementsOf(WORDS);
  }
}
