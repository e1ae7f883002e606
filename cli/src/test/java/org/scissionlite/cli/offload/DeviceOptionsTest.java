package org.scissionlite.cli.offload;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.scissionlite.cli.CommandRun;
import org.scissionlite.cli.Program;

/** Options of the command {@code device} that do not fit; found before the bundle is opened. */
class DeviceOptionsTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "--when-behind sideways IMAGE,nearest first: wait",
    "--when-behind local IMAGE,without an edge the device answers alone anyway",
    "--queue 0 IMAGE,'expected 1 to 10000 waiting pictures, got 0'",
    "--in-flight 0 IMAGE,'expected 1 to 10000 pictures in flight, got 0'",
    "--format xml IMAGE,unknown format 'xml'",
    "--format json-lines --json IMAGE,take one of them",
    "--stdin paths --json,take --format json-lines",
    "--stdin paths IMAGE,they do not go together",
    "--watch FOLDER IMAGE,they do not go together",
    "--watch nowhere,folder nowhere is not there",
    "--journal some.file IMAGE,--journal goes with --watch",
    "--output-tensors npy IMAGE,--output-tensors goes with",
    "--mqtt host:1883 IMAGE,is not tcp://HOST:PORT/TOPIC",
    "--mqtt-limit 0 IMAGE,--mqtt-limit: expected 1 to",
    "--mqtt-spool FOLDER IMAGE,--mqtt-spool goes with --mqtt",
    "--mqtt-user camera IMAGE,--mqtt-user goes with --mqtt",
    "--mqtt tcp://h:1/t --mqtt-password-file FILE IMAGE,--mqtt-password-file goes with --mqtt-user",
    "--mqtt tcp://h:1/t --mqtt-ca FILE IMAGE,--mqtt-ca goes with --mqtt mqtts://",
    "EMPTY,; 1 other files were skipped"
  })
  void optionsThatDoNotFit_areOneLine(String line, String message) throws IOException {
    Path empty = Files.createDirectory(folder.resolve("empty"));
    Files.writeString(empty.resolve("notes.txt"), "");
    Object[] words =
        Arrays.stream(line.split(" ", -1))
            .map(word -> word.equals("IMAGE") ? "image.png" : word)
            .map(word -> word.equals("FOLDER") ? folder.toString() : word)
            .map(word -> word.equals("EMPTY") ? empty.toString() : word)
            .toArray();
    CommandRun run =
        CommandRun.of(
            Stream.concat(Stream.of("device", folder.toString()), Arrays.stream(words)).toArray());
    assertThat(run.exitCode()).as(run.err()).isEqualTo(Program.USAGE);
    assertThat(run.err()).contains(message).hasLineCount(1);
    assertThat(run.out()).isEmpty();
  }
}
