package org.scissionlite.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scissionlite.profile.CutProfile;
import org.scissionlite.profile.ProfileFile;
import org.scissionlite.profile.WireSize;
import org.scissionlite.transfer.spec.TransferLayers;

/** The bytes of transfer layers whose size depends on the data, from benchmark to plan. */
class CountedBytesTest {
  private static final String LAYERS = "q8,transform:step=0.5,correction=off,q4";

  @TempDir private Path folder;

  @Test
  void bytesOfAProfileOnImages_areThoseOfTheBundle() throws IOException {
    Path images = SmallImages.write(folder.resolve("images"), 30);
    benchmark("device", "d", "--data", images);
    for (String layer : new String[] {"transform:step=0.5,correction=off", "q4"}) {
      double sent = bytesOfTheBundle(images, layer);
      WireSize size = size("d", layer);
      assertThat(size).as(layer).isInstanceOf(WireSize.Measured.class);
      assertThat((double) size.expectedBytes()).as(layer).isCloseTo(sent, within(0.5 * sent));
      assertThat(size.p95Bytes()).isBetween(size.expectedBytes(), size.mostBytes());
    }
    assertThat(size("d", "q8")).isEqualTo(WireSize.fixed(8 * 15 * 15));
  }

  private double bytesOfTheBundle(Path images, String layer) throws IOException {
    CommandRun prepared =
        CommandRun.prepare(
            folder,
            "stem.relu",
            "--transfer-layer",
            layer,
            "--preprocessing",
            "unit",
            "--calibrate",
            images);
    assertThat(prepared.err()).doesNotContain("error");
    CommandRun run =
        CommandRun.of(
            "evaluate", folder.resolve("bundle"), "--data", images, "--no-pictures", "--json");
    JsonNode subjects = new ObjectMapper().readTree(run.out()).get("subjects");
    return subjects.get(subjects.size() - 1).at("/bytes/mean").asDouble();
  }

  @Test
  void bytesThatNobodyCounted_competeAsTheMostThatCanBe() throws IOException {
    benchmark("device", "d");
    benchmark("edge", "e");
    assertThat(size("d", "q4")).isEqualTo(new WireSize.AtMost(5 + 8 * 15 * 15));
    CommandRun run = plan();
    assertThat(run.out()).contains("at most 1,805");
    assertThat(run.err()).contains("nobody counted them", "benchmark with --data IMAGES");

    Path images = SmallImages.write(folder.resolve("images"), 10);
    benchmark("edge", "e", "--data", images);
    CommandRun counted = plan();
    assertThat(counted.out()).doesNotContain("at most 1,805");
    assertThat(counted.err()).doesNotContain("nobody counted");
  }

  private CommandRun plan() {
    Path network = folder.resolve("network.csv");
    TinyProfiles.write(network, "source,destination,ping(ms),bandwidth(Mbps)\nd,e,2,60\n");
    return CommandRun.of(
        "plan",
        "tiny",
        "--profiles",
        folder,
        "--network",
        network,
        "--strategy",
        "cut-with-tl",
        "-r",
        20);
  }

  @Test
  void oneImage_isTooFew() throws IOException {
    Path images = SmallImages.writeNoise(folder.resolve("images"), 1);
    CommandRun run = benchmark("device", "d", "--data", images);
    assertThat(run.exitCode()).isEqualTo(Program.USAGE);
    assertThat(run.err()).contains("expected two images or more");
  }

  private CommandRun benchmark(String tier, String name, Object... more) {
    Object[] given = {
      "benchmark",
      TinyModel.writeTo(folder),
      "--tier",
      tier,
      "--name",
      name,
      "--memory",
      "computed",
      "--warmup",
      1,
      "--repeats",
      2,
      "--preprocessing",
      "unit",
      "--transfer-layer",
      LAYERS,
      "-o",
      folder
    };
    Object[] all = java.util.Arrays.copyOf(given, given.length + more.length);
    System.arraycopy(more, 0, all, given.length, more.length);
    return CommandRun.of(all);
  }

  private WireSize size(String device, String layer) {
    String spec = TransferLayers.canonical(layer);
    CutProfile cut =
        ProfileFile.read(folder.resolve("device-" + device + "-tiny.json")).cuts().stream()
            .filter(each -> each.name().equals("stem.relu"))
            .findFirst()
            .orElseThrow();
    return cut.transferLayers().stream()
        .filter(each -> each.spec().equals(spec))
        .findFirst()
        .orElseThrow()
        .size();
  }
}
