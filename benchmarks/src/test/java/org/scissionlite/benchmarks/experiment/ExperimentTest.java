package org.scissionlite.benchmarks.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scissionlite.benchmarks.law.Places;
import picocli.CommandLine;

/** The short form over a real link, where two network namespaces can be had. */
class ExperimentTest {
  @TempDir private Path folder;

  @BeforeAll
  static void needsTheTestbed() {
    Places.assumeTestbed();
  }

  /** The figures of so short a run mean nothing; that all of them are there does. */
  @Test
  void theShortForm_measuresEveryWayOnce() throws Exception {
    Place place =
        new Place("resnet8_cifar10_mlperftiny", DeviceClass.TX2, LinkSetting.HEADLINE, 1_000);
    assertThat(run("--prepare")).isZero();
    assertThat(new Store(folder).cell(place)).isEmpty();
    assertThat(new Store(folder).place(place).resolve("ours")).isDirectory();
    assertThat(run()).isZero();
    Cell cell = new Store(folder).cell(place).orElseThrow();
    assertThat(cell.measured().stream().map(Measured::contender))
        .containsExactly(
            Contender.DEVICE_ALONE,
            Contender.EDGE_PIXELS,
            Contender.EDGE_JPEG,
            Contender.EDGE_WEBP,
            Contender.SCISSION,
            Contender.SCISSION_TL,
            Contender.OURS);
    assertThat(cell.of(Contender.EDGE_PIXELS).orElseThrow().median()).isGreaterThan(27.4);
    assertThat(cell.measured())
        .allSatisfy(each -> assertThat(each.images()).hasSize(2))
        .allSatisfy(each -> assertThat(each.deviceCpuSeconds()).isPositive());
    assertThat(Files.readString(folder.resolve("results.md")))
        .contains("| edge alone, WebP | input | webp");
    byte[] before = Files.readAllBytes(new Store(folder).place(place).resolve("cell.json"));
    assertThat(run("--retrain", "--epochs", "1")).isZero();
    assertThat(Files.readAllBytes(new Store(folder).place(place).resolve("cell.json")))
        .isEqualTo(before);
    Measured published = cell.of(Contender.SCISSION_TL).orElseThrow();
    assertThat(new Store(folder).accuracy(place.model(), published.cut(), "pool2", true))
        .hasValueSatisfying(trained -> assertThat(trained.images()).isEqualTo(8));
    assertThat(Files.readString(folder.resolve("results.md")))
        .contains("retrained at the cut (`prepare --train edge`) in 1 of 1 rows");
    String commands = new Store(folder).commands();
    assertThat(run("--retrain", "--epochs", "1")).isZero();
    assertThat(new Store(folder).commands()).isEqualTo(commands);
  }

  private int run(String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of("--shared", Places.shared().toString(), "--short", "-o", folder.toString()));
    arguments.addAll(List.of(more));
    return new CommandLine(new Experiment()).execute(arguments.toArray(String[]::new));
  }
}
