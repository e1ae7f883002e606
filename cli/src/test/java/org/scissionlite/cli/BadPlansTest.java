package org.scissionlite.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Questions and files that cannot be answered: one line each, exit code 2, the nearest named. */
class BadPlansTest {
  private static final String HEADER = "source,destination,ping(ms),bandwidth(Mbps)\n";
  private static final String DEVICE = "device-d-tiny.json";
  private static final String EDGE = "edge-e-tiny.json";

  @TempDir private static Path place;
  private static TinyProfiles good;

  @TempDir private Path folder;
  private TinyProfiles broken;

  @BeforeAll
  static void benchmark() {
    good = TinyProfiles.in(place, 1);
  }

  @BeforeEach
  void copy() throws IOException {
    Path profiles = Files.createDirectory(folder.resolve("profiles"));
    for (String name : new String[] {DEVICE, EDGE}) {
      Files.copy(good.folder().resolve(name), profiles.resolve(name));
    }
    Path network = Files.copy(good.network(), folder.resolve("network.csv"));
    broken = new TinyProfiles(profiles, good.model(), network);
  }

  private static void assertRefused(CommandRun run, String message) {
    assertThat(run.exitCode()).as(run.err()).isEqualTo(Program.USAGE);
    assertThat(run.out()).isEmpty();
    assertThat(run.err().lines().filter(line -> !line.startsWith("warning: ")))
        .singleElement()
        .asString()
        .startsWith("error: ")
        .contains(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "-d;3,!3;layer 3 must and must not be used",
        "-d;3,*3;layer 3 must and must not be used",
        "-d;-1,2;-1 leaves it without layers",
        "-d;q;unknown device in its criteria 'q'; valid, nearest first: d",
        "-e;!q;nearest first: e",
        "-d;!d;they demand one and leave none of [d]",
        "-e;8;expected 0 to 7, or -1 for none; 7 is the nearest",
        "-d;-2;0 is the nearest",
        "--device-time;120%;100% is the nearest",
        "--device-time;-3;0 is the nearest",
        "--edge-time;NaN;0 is the nearest",
        "--device-upload;-1;0 is the nearest",
        "--device-upload;Infinity;0 is the nearest",
        "--deadline;-1;0 is the nearest",
        "--deadline;NaN;0 is the nearest",
        "--least-depth;99;7 is the nearest",
        "--least-depth;-2;0 is the nearest",
        "--least-depth;stam;nearest first: stem",
        "--least-convolutions;9;2 is the nearest",
        "--accuracy-floor;70;1 is the nearest",
        "--objective;latncy;nearest first: latency",
        "--objective;latency=NaN;expected weights from 0 to 1e12",
        "--strategy;cut-tl;nearest first: cut",
        "--max-cut-tensors;0;1 is the nearest",
        "-r;0;1 is the nearest",
        "-i;-1;0 is the nearest",
        "--reference;triton;nearest first: scission"
      })
  void badCriteria_areRefusedWithTheNearest(String option, String value, String message) {
    assertRefused(good.plan(option, value), message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "-d;-1;-e;-1;without 'edge not in use': edge e alone, input sent",
        "-d;5;-e;3;layer 3 cannot be here when layer 5 is on a tier before it",
        "-e;3;--least-depth;5;without 'layers 0 to 5 on the device': "
      })
  void criteriaThatContradictEachOther_nameTheOneInTheWay(
      String option, String value, String other, String otherValue, String message) {
    assertRefused(good.plan(option, value, other, otherValue), message);
  }

  @Test
  void limitThatNothingMeets_isSaidWithWhatWould() {
    CommandRun run = good.plan("--deadline", "0.0001");
    assertThat(run.exitCode()).isZero();
    assertThat(run.err())
        .contains("nothing meets latency at most")
        .contains("there is one without");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "d,e,2,60|d , e,3,60;line 3: the pair d,e comes twice",
        "d,f,2,60;unknown pair 'd,e'; valid, nearest first: d,f",
        "d,e,NaN,60;line 2: ping: expected 0 or more milliseconds, got NaN",
        "d,e,Infinity,60;line 2: ping",
        "d,e,2,Infinity;line 2: bandwidth",
        "d,e,2,-60;line 2: bandwidth",
        "d,e,2;line 2: expected 4 fields",
        "d,e,two,60;line 2: ping(ms): expected a number"
      })
  void badNetworkFile_isRefusedWithTheLine(String lines, String message) {
    TinyProfiles.write(broken.network(), HEADER + lines.replace('|', '\n') + "\n");
    assertRefused(broken.plan(), message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "\"medianNanos\" : \\d+;\"medianNanos\" : NaN;Non-standard token 'NaN'",
        "\"medianNanos\" : \\d+;\"medianNanos\" : 1e999;blocks[0].execution.medianNanos",
        "\"medianNanos\" : \\d+;\"medianNanos\" : -5;expected 0 <= median <= p95",
        "\"slowdown\" : [\\d.]+;\"slowdown\" : 1e999;slowdown: expected a number above 0",
        "\"batch\" : 1;\"batch\" : 2;profiles of different batch sizes",
        "\"sha256\" : \"....;\"sha256\" : \"0000;benchmark this model",
        "\"bytes\" : 2700;\"bytes\" : 2701;profiles of different block tables",
        "\"tensors\" : 1;\"tensor\" : 1;field 'cuts[0].tensors' is missing; unknown here: 'tensor'"
      })
  void badProfile_isRefusedWithTheField(String pattern, String replacement, String message)
      throws IOException {
    Path file = broken.folder().resolve(EDGE);
    String text = Files.readString(file);
    String changed = text.replaceFirst(pattern, replacement);
    assertThat(changed).isNotEqualTo(text);
    Files.writeString(file, changed);
    assertRefused(broken.plan(), message);
  }

  @Test
  void profilesOfOtherCuts_areRefused() throws IOException {
    TinyProfiles other = TinyProfiles.in(folder, 2);
    Files.copy(
        good.folder().resolve(DEVICE),
        other.folder().resolve(DEVICE),
        StandardCopyOption.REPLACE_EXISTING);
    assertRefused(other.plan(), "profiles of different block tables");
  }

  @Test
  void profilesOfOneSystem_areRefused() throws IOException {
    Files.copy(broken.folder().resolve(DEVICE), broken.folder().resolve("device-z.json"));
    assertRefused(broken.plan(), "are both profiles of device 'd'");
  }

  @Test
  void pickleThatWouldRunSomething_isRefusedByName() throws IOException {
    Path mark = folder.resolve("mark");
    Files.writeString(
        broken.folder().resolve("device-x.dat"), "cos\nsystem\n(S'touch %s'\ntR.".formatted(mark));
    assertRefused(broken.plan(), "device-x.dat: refused, the pickle names 'os.system'");
    assertThat(mark).doesNotExist();
  }
}
