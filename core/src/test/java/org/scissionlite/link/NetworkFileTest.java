package org.scissionlite.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.scissionlite.error.UsageException;

class NetworkFileTest {
  private static final String HEADER = "source,destination,ping(ms),bandwidth(Mbps)";

  @Test
  void fieldsWithBlanksAndAnUpperOrLowerCaseHeader_areRead() {
    Network network =
        NetworkFile.parse(
            "net.csv",
            List.of("source, destination,ping(ms),bandwidth(mbps)", "", " a , b,   66.7,  1.6 "));
    Link link = network.link("a", "b");
    assertThat(link).isEqualTo(new Link(66.7, 1.6));
    assertThat(link.bytesPerSecond()).isEqualTo(200_000);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "a,b,-1,60;ping",
        "a,b,1,-60;bandwidth",
        "a,b,1,0;bandwidth",
        "a,b,NaN,60;ping",
        "a,b,1,NaN;bandwidth",
        "a,b,1,Infinity;bandwidth",
        "a,b,fast,60;'fast'",
        "a,b,1;4 fields",
        ",b,1,60;4 fields"
      })
  void badLine_isRefusedWithFileAndLine(String line, String named) {
    assertThatThrownBy(() -> NetworkFile.parse("net.csv", List.of(HEADER, line)))
        .isInstanceOf(UsageException.class)
        .hasMessageStartingWith("net.csv line 2: ")
        .hasMessageContaining(named);
  }

  @Test
  void duplicatePair_isRefused() {
    assertThatThrownBy(() -> NetworkFile.parse("net.csv", List.of(HEADER, "a,b,1,60", "a, b,2,50")))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("net.csv line 3: the pair a,b comes twice");
  }

  @Test
  void missingHeader_isRefused() {
    assertThatThrownBy(() -> NetworkFile.parse("net.csv", List.of("a,b,1,60")))
        .hasMessageContaining("net.csv line 1: expected the header");
    assertThatThrownBy(() -> NetworkFile.parse("net.csv", List.of(HEADER)))
        .hasMessageContaining("no link in it");
  }

  @Test
  void missingPair_namesTheNearest() {
    Network network = NetworkFile.parse("net.csv", List.of(HEADER, "cam,box,1,1", "pi4,edge1,1,1"));
    assertThatThrownBy(() -> network.link("pi4", "edge"))
        .isInstanceOf(UsageException.class)
        .hasMessage("net.csv: unknown pair 'pi4,edge'; valid, nearest first: pi4,edge1, cam,box");
  }

  @Test
  void missingFileAndBinaryFile_areRefused(@TempDir Path folder) throws IOException {
    assertThatThrownBy(() -> NetworkFile.read(folder.resolve("none.csv")))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("no such file");
    Path binary = Files.write(folder.resolve("binary.csv"), new byte[] {-1, -2, 0, 7});
    assertThatThrownBy(() -> NetworkFile.read(binary)).isInstanceOf(UsageException.class);
  }
}
