package org.scissionlite.cli.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scissionlite.cli.CommandRun;
import org.scissionlite.cli.Program;
import org.scissionlite.cli.TinyModel;
import org.scissionlite.profile.CutProfile;
import org.scissionlite.profile.MemorySource;
import org.scissionlite.profile.Profile;
import org.scissionlite.profile.ProfileFile;
import org.scissionlite.profile.TransferLayerProfile;

class BenchmarkCommandTest {
  @TempDir private Path folder;

  @Test
  void benchmark_writesAProfileAndPrintsItsBlocks() {
    CommandRun run = benchmark("--tier", "edge", "--name", "vm", "--slowdown", "2");
    assertThat(run.err()).doesNotContain("error");
    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .contains("stem.relu", "sum of blocks", "2.0 times slower than measured (emulated)");
    Profile profile = ProfileFile.read(folder.resolve("profiles/edge-vm-tiny.json"));
    assertThat(profile.provenance().slowdown()).isEqualTo(2);
    assertThat(profile.provenance().repeats()).isEqualTo(3);
  }

  @Test
  void json_isTheListOfProfiles() {
    CommandRun run = benchmark("--name", "pi4", "--json");
    assertThat(run.out()).startsWith("[ {").contains("\"medianNanos\"");
  }

  @Test
  void system_takesOverAnotherMachinesProfile() {
    benchmark("--name", "pi4");
    Path measured = folder.resolve("profiles/device-pi4-tiny.json");
    CommandRun run = benchmark("--name", "pi4b", "--system", measured);
    assertThat(run.exitCode()).isZero();
    assertThat(ProfileFile.read(folder.resolve("profiles/device-pi4b-tiny.json")).blocks())
        .isEqualTo(ProfileFile.read(measured).blocks());
  }

  @Test
  void systemOfAnotherModel_isRefused() throws Exception {
    benchmark("--name", "pi4");
    Path measured = folder.resolve("profiles/device-pi4-tiny.json");
    String text = Files.readString(measured);
    Files.writeString(measured, text.replaceFirst("\"sha256\" : \"....", "\"sha256\" : \"0000"));
    CommandRun run = benchmark("--name", "pi5", "--system", measured);
    assertThat(run.exitCode()).isEqualTo(Program.USAGE);
    assertThat(run.err()).contains("is of model 'tiny'");
    assertThat(folder.resolve("profiles/device-pi5-tiny.json")).doesNotExist();
  }

  @Test
  void valuesOutOfRange_areUsageErrorsThatNameThem() {
    for (List<String> wrong :
        List.of(
            List.of("--threads", "0"),
            List.of("--slowdown", "-1"),
            List.of("--slowdown", "NaN"),
            List.of("--transfer-layer", "pool9"),
            List.of("--batch", "0"),
            List.of("--max-cut-tensors", "0"),
            List.of("--memory", "guessed"),
            List.of("--interval", "7"),
            List.of("--typical-layer", "pool9"),
            List.of("--tier", "phone"))) {
      CommandRun run = benchmark("--name", "pi4", wrong.get(0), wrong.get(1));
      assertThat(run.exitCode()).isEqualTo(Program.USAGE);
      assertThat(run.err()).contains(wrong.get(1));
    }
    assertThat(folder.resolve("profiles")).doesNotExist();
  }

  @Test
  void interval_isToldInTheTextAndCountedWithByThePlan() throws IOException {
    CommandRun run = benchmark("--name", "d", "--interval", "20ms", "--slowdown", 50);
    assertThat(run.out())
        .containsPattern(
            "one run every 20.000 ms: \\d+\\.\\d+ ms to begin, then \\d+\\.\\d\\d times as long as in a hot loop; "
                + "in the first 3 runs of the process \\d+\\.\\d\\d times")
        .contains(
            "typical layers, their cost alone: q4, pca:step=1.0, transform:step=1.0, learned");
    benchmark("--tier", "edge", "--name", "e");
    Path network = folder.resolve("network.csv");
    Files.writeString(network, "source,destination,ping(ms),bandwidth(Mbps)\nd,e,2,60\n");
    Profile profile = ProfileFile.read(folder.resolve("profiles/device-d-tiny.json"));
    assertThat(deviceSeconds(network))
        .isCloseTo(
            profile.wholeModel().medianNanos() / 1e9 * profile.intervals().steady()
                + profile.intervals().entry().medianNanos() / 1e9,
            withinPercentage(1));
    assertThat(plan(network).err())
        .containsPattern(
            "note: device 'd': computing takes \\d+\\.\\d\\d times as long as in a hot loop, and \\d+\\.\\d\\d ms to begin, as measured every 20 ms; "
                + "the first 3 runs after a start");
  }

  private double deviceSeconds(Path network, Object... more) throws IOException {
    List<Object> arguments =
        new java.util.ArrayList<>(List.of("--strategy", "on-device", "--json"));
    arguments.addAll(List.of(more));
    CommandRun plan = plan(network, arguments.toArray());
    assertThat(plan.exitCode()).as(plan.err()).isZero();
    return new ObjectMapper().readTree(plan.out()).at("/scenarios/0/seconds").asDouble();
  }

  private CommandRun plan(Path network, Object... more) {
    List<Object> arguments =
        new java.util.ArrayList<>(
            List.of(
                "plan", "tiny", "--profiles", folder.resolve("profiles"), "--network", network));
    arguments.addAll(List.of(more));
    return CommandRun.of(arguments.toArray());
  }

  @Test
  void memory_isMeasuredInAProcessOfItsOwn() {
    assumeTrue(Files.exists(Path.of("/proc/self/clear_refs")), "only Linux tells peaks of memory");
    CommandRun run = benchmark("--name", "pi4", "--memory", "measured");
    assertThat(run.out()).contains("a process of their own held");
    Profile profile = ProfileFile.read(folder.resolve("profiles/device-pi4-tiny.json"));
    assertThat(profile.cuts())
        .extracting(CutProfile::memory)
        .allMatch(memory -> memory.source() == MemorySource.MEASURED)
        .allMatch(memory -> memory.edgeSliceBytes() < 100_000_000);
  }

  @Test
  void batch_isMeasuredAndRecorded() {
    CommandRun run = benchmark("--name", "pi4", "--batch", 4);
    assertThat(run.out()).contains("4 inputs a run");
    Profile profile = ProfileFile.read(folder.resolve("profiles/device-pi4-tiny.json"));
    assertThat(profile.provenance().batch()).isEqualTo(4);
    assertThat(profile.cuts().get(0).bytes()).isEqualTo(4 * 3 * 15 * 15 * 4);
  }

  @Test
  void cutsOfTwoTensors_areMeasured() {
    benchmark("--name", "pi4", "--max-cut-tensors", 2);
    Profile profile = ProfileFile.read(folder.resolve("profiles/device-pi4-tiny.json"));
    assertThat(profile.cuts()).extracting(CutProfile::tensors).contains(1, 2);
    CutProfile branch =
        profile.cuts().stream().filter(cut -> cut.tensors() == 2).findFirst().orElseThrow();
    assertThat(branch.bytes()).isEqualTo(2 * 8 * 15 * 15 * 4);
    assertThat(branch.transferLayers()).extracting(TransferLayerProfile::spec).contains("q8");
  }

  private CommandRun benchmark(Object... more) {
    Path model = TinyModel.writeTo(folder);
    List<Object> arguments =
        new java.util.ArrayList<>(List.of("benchmark", model, "--warmup", 1, "--repeats", 3, "-o"));
    if (!List.of(more).contains("--memory")) {
      arguments.addAll(1, List.of("--memory", "computed"));
    }
    arguments.add(folder.resolve("profiles"));
    arguments.addAll(List.of(more));
    return CommandRun.of(arguments.toArray());
  }
}
