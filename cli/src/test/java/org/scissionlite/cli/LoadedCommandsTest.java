package org.scissionlite.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which commands a run of the program holds. */
class LoadedCommandsTest {
  @TempDir private Path folder;

  static Stream<Program.Commands> programs() {
    return Stream.of(new Main(), new OffloaderMain());
  }

  @ParameterizedTest
  @MethodSource("programs")
  void everyCommand_isFoundByItsNameAndComesAlone(Program.Commands program) {
    assertThat(Program.commandLine(program).getSubcommands().keySet())
        .containsExactlyElementsOf(program.names());
    for (String name : program.names()) {
      assertThat(Program.commandLine(program, name, "--json").getSubcommands().keySet())
          .containsExactlyElementsOf(name.equals("help") ? program.names() : List.of(name));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"--help", "devise", "@arguments", "-V"})
  void whatNamesNoCommand_findsAll(String word) {
    assertThat(Main.commandLine(word).getSubcommands().keySet())
        .containsExactlyElementsOf(new Main().names());
  }

  @Test
  @Timeout(120)
  void device_loadsNoClassOfOtherCommands() throws Exception {
    ChildRun run = ChildRun.start(folder, List.of("-Xlog:class+load"), "device", "--help");

    assertThat(run.exitCode()).isZero();
    String loaded = String.join("\n", run.lines());
    assertThat(loaded)
        .contains("org.scissionlite.cli.offload.DeviceCommand ")
        .doesNotContain("org.scissionlite.cli.offload.EdgeCommand ")
        .doesNotContain("org.scissionlite.cli.prepare.")
        .doesNotContain("org.scissionlite.trainer.");
  }
}
