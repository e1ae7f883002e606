package org.scissionlite.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A folder where a file is expected, a file where a folder is, a URL where an address is. */
class WrongPlacesTest {
  @TempDir private Path folder;

  @BeforeEach
  void writeFiles() throws IOException {
    TinyModel.writeTo(folder);
    Files.createDirectory(folder.resolve("dir"));
    Files.writeString(folder.resolve("file"), "");
    Files.createDirectories(folder.resolve("made/inside"));
    Files.writeString(folder.resolve("made/manifest.json"), "{}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "inspect DIR",
        "benchmark DIR --name d -o OUT",
        "benchmark MODEL --name d -o OUT --system DIR",
        "plan tiny --profiles DIR --network DIR",
        "plan tiny --profiles DIR --network FILE --accuracies DIR",
        "plan tiny --profiles DIR --network FILE --plot DIR",
        "plan tiny --profiles DIR --network FILE -o DIR",
        "plan tiny --profiles DIR --network FILE --max-ssim 0.5 --privacy DIR",
        "train DIR --data DIR -o OUT",
        "train MODEL --data DIR -o DIR",
        "prepare DIR --cut join -o OUT",
        "prepare MODEL --plan DIR -o OUT",
        "prepare MODEL --cut join -o OUT --labels DIR",
        "prepare MODEL --cut join -o OUT --preprocessing DIR",
        "evaluate MODEL --data DIR --labels DIR",
        "evaluate MODEL --data DIR --plot DIR",
        "device DIR DIR",
        "zoo build mobilenet -o DIR"
      })
  void folderWhereAFileIsExpected_isOneLine(String line) {
    assertRefused(line, "dir");
    assertThat(run(line).problem()).contains("folder");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "benchmark MODEL --name d -o FILE",
        "plan tiny --profiles FILE --network FILE",
        "convert FILE -o OUT",
        "convert DIR -o FILE",
        "images synthetic-steel -o FILE",
        "train MODEL --data FILE -o OUT",
        "prepare MODEL --cut join -o FILE",
        "prepare MODEL --cut join -o OUT --calibrate FILE",
        "prepare MODEL --cut join -o OUT --data FILE",
        "evaluate MODEL --data FILE",
        "evaluate DIR --data DIR --attacker-data FILE",
        "evaluate DIR --data DIR --privacy-output FILE",
        "edge FILE",
        "device FILE",
        "demo --output FILE"
      })
  void fileWhereAFolderIsExpected_isOneLine(String line) {
    assertRefused(line, "file");
    assertThat(run(line).problem()).contains("is a file; expected a folder");
  }

  @Test
  void bundleWhereAModelIsExpected_isSaid() {
    CommandRun run = CommandRun.of("inspect", folder.resolve("made"));
    assertThat(run.exitCode()).isEqualTo(Program.USAGE);
    assertThat(run.err()).contains("a bundle is for 'edge', 'device' and 'evaluate'");
  }

  @ParameterizedTest
  @CsvSource({
    "http://host:8001,'is a URL; type HOST:PORT alone, as host:8001'",
    "grpc://192.0.2.7:8001/v2,as 192.0.2.7:8001",
    "https://host,as host:8001",
    "http://[::1]:8001/,as [::1]:8001",
    "host:8001/,as host:8001",
    "host,'has no port; type HOST:PORT, as host:8001'",
    "[::1],'has no port; type HOST:PORT, as [::1]:8001'",
    "host:port,such as 192.0.2.7:8001",
    "host:99999,such as 192.0.2.7:8001"
  })
  void addressThatIsNone_isRefusedWithWhatToType(String address, String message) {
    for (String[] line :
        new String[][] {{"device", "dir", "--edge"}, {"edge", "dir", "--listen"}}) {
      CommandRun run = CommandRun.of(line[0], folder.resolve(line[1]), line[2], address);
      assertThat(run.exitCode()).isEqualTo(Program.USAGE);
      assertThat(run.err())
          .startsWith("error: ")
          .contains(line[2])
          .contains(message)
          .hasLineCount(1);
    }
  }

  private void assertRefused(String line, String name) {
    CommandRun run = run(line);
    assertThat(run.exitCode()).as(run.err()).isEqualTo(Program.USAGE);
    assertThat(run.out()).isEmpty();
    assertThat(run.problem())
        .startsWith("error: ")
        .contains(folder.resolve(name).toString())
        .hasLineCount(1);
    assertThat(folder.resolve("out")).doesNotExist();
  }

  private CommandRun run(String line) {
    return CommandRun.of(
        (Object[])
            line.replace("MODEL", folder.resolve("tiny.onnx").toString())
                .replace("DIR", folder.resolve("dir").toString())
                .replace("FILE", folder.resolve("file").toString())
                .replace("OUT", folder.resolve("out").toString())
                .split(" "));
  }
}
