package org.scissionlite.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.scissionlite.error.UsageException;
import org.scissionlite.file.AtomicWrite;

class NetworkFileTest {
  private static final String HEADER = "source,destination,ping(ms),bandwidth(Mbps)";

  @TempDir private Path folder;

  @Test
  void fieldsWithBlanksAndAnUpperOrLowerCaseHeader_areRead() {
    Network network =
        read("source, destination,ping(ms),bandwidth(mbps)", "", " a , b,   66.7,  1.6 ");
    Link link = network.link("a", "b");
    assertThat(link).isEqualTo(new Link(66.7, 1.6));
    assertThat(link.bytesPerSecond()).isEqualTo(200_000);
  }

  @Test
  void columnsInAnotherOrderAndFurtherOnes_areRead() {
    Network network =
        read("bandwidth(Mbps),note,ping(ms),destination,source", "60,\"5 GHz, hall 2\",3,b,a");
    assertThat(network.link("a", "b")).isEqualTo(new Link(3, 60));
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
        "a,b,1,;nothing in the column 'bandwidth(Mbps)'",
        "a,b,1;4 fields",
        ",b,1,60;nothing in the column 'source'"
      })
  void badLine_isRefusedWithFileAndLine(String line, String named) {
    assertThatThrownBy(() -> read(HEADER, line))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("net.csv, line 2: ")
        .hasMessageContaining(named);
  }

  @Test
  void duplicatePair_isRefused() {
    assertThatThrownBy(() -> read(HEADER, "a,b,1,60", "a, b,2,50"))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("net.csv, line 3: the pair a,b comes twice");
  }

  @Test
  void missingHeader_isRefused() {
    assertThatThrownBy(() -> read("a,b,1,60"))
        .hasMessageContaining("net.csv, line 1: expected the columns " + HEADER);
    assertThatThrownBy(() -> read(HEADER)).hasMessageContaining("no link in it");
  }

  @Test
  void missingPair_namesTheNearest() {
    Network network = read(HEADER, "cam,box,1,1", "pi4,edge1,1,1");
    assertThatThrownBy(() -> network.link("pi4", "edge"))
        .isInstanceOf(UsageException.class)
        .hasMessage("net.csv: unknown pair 'pi4,edge'; valid, nearest first: pi4,edge1, cam,box");
  }

  private Network read(String... lines) {
    Path file = folder.resolve("net.csv");
    AtomicWrite.file(file, temporary -> Files.write(temporary, List.of(lines)));
    return NetworkFile.read(file);
  }
}
