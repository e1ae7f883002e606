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

  private static final String MORE =
      HEADER
          + ",back-bandwidth(Mbps),jitter(ms),initial-window(bytes),window-growth"
          + ",largest-window(bytes),window-restart(ms),framing,wake(ms),bbr";

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

  @Test
  void fourColumns_haveTheDocumentedDefaults() {
    Link link = read(HEADER, "a,b,27.4,60").link("a", "b");
    Window window = new Window(14_480, 2, Double.POSITIVE_INFINITY, 227.4);
    assertThat(link).isEqualTo(new Link(27.4, 60, 60, window, Framing.NONE, 0));
  }

  @Test
  void emptyFieldsAndMissingColumns_haveTheDefaults() {
    Network network = read(HEADER + ",framing,jitter(ms)", "a,b,27.4,60,,", "c,d,1,2,grpc,3");
    assertThat(network.link("a", "b")).isEqualTo(new Link(27.4, 60));
    Link other = new Link(1, 2, 2, Window.defaults(1), Framing.GRPC, 3);
    assertThat(network.link("c", "d")).isEqualTo(other);
  }

  @Test
  void networkWrittenAndReadBack_isTheSame() {
    Window window = new Window(28_960, 1.7, Double.POSITIVE_INFINITY, 251.5);
    Window closed = new Window(2_896, 2, 64_000, Double.POSITIVE_INFINITY);
    Network network =
        Network.of(
                "cam",
                "box",
                new Link(27.4375, 59.5, 20.25, window, Framing.GRPC, 0.125, 1.75, true))
            .with(
                new Network.Ends("box", "far cloud"),
                new Link(0.25, 1000, 10, closed, Framing.GRPC_TLS, 0));
    Path file = folder.resolve("network.csv");
    NetworkFile.write(file, network);
    assertThat(NetworkFile.read(file).links()).isEqualTo(network.links());
    assertThat(file).content().startsWith(MORE + "\nbox,far cloud,0.25,1000,10,0,");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "a,b,1,60,-1,,,,,,,,;net.csv, line 2: back bandwidth: expected",
        "a,b,1,60,,-1,,,,,,,;net.csv, line 2: jitter: expected 0 or more",
        "a,b,1,60,,,0,,,,,,;net.csv, line 2: initial window: expected 1 byte or more, got 0.0",
        "a,b,1,60,,,,1,,,,,;net.csv, line 2: window growth: expected 1.1 to 4, got 1.0",
        "a,b,1,60,,,20000,,10000,,,,;net.csv, line 2: largest window: expected at least the initial",
        "a,b,1,60,,,,,,-200,,,;net.csv, line 2: window restart: expected 1 ms or more, got -200.0",
        "a,b,1,60,,,,,,NaN,,,;net.csv, line 2: window restart: expected 1 ms or more, got NaN",
        "a,b,1,60,,,,,,,gprc,,;net.csv, line 2: unknown framing 'gprc'; valid, nearest first: grpc",
        "a,b,1,60,,wide,,,,,,,;net.csv, line 2: jitter(ms): expected a number such as 27.4",
        "a,b,1,60,,,none,,,,,,;net.csv, line 2: initial-window(bytes): expected a number",
        "a,b,1,60;net.csv, line 2: expected 13 fields",
        "a,b,1,60,,,,,,,,-1,;net.csv, line 2: wake: expected 0 or more milliseconds, got -1.0",
        "a,b,1,60,,,,,,,,,maybe;net.csv, line 2: bbr: expected yes or no, found 'maybe'"
      })
  void badFurtherColumn_isRefusedWithFileAndLine(String line, String message) {
    assertThatThrownBy(() -> read(MORE, line))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining(message);
  }

  @Test
  void repeatedColumn_isRefused() {
    assertThatThrownBy(() -> read(HEADER + ",framing,FRAMING", "a,b,1,60,grpc,none"))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("net.csv, line 1: the column 'framing' comes twice; keep one");
  }

  @Test
  void namesThatAFileCannotHold_areRefused() {
    Link link = new Link(1, 1);
    assertThatThrownBy(() -> Network.of("cam,1", "box", link))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("without commas");
    assertThatThrownBy(() -> Network.of("cam", " ", link)).isInstanceOf(UsageException.class);
  }

  private Network read(String... lines) {
    Path file = folder.resolve("net.csv");
    AtomicWrite.file(file, temporary -> Files.write(temporary, List.of(lines)));
    return NetworkFile.read(file);
  }
}
