package org.scissionlite.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scissionlite.block.BlockChain;
import org.scissionlite.error.UsageException;
import org.scissionlite.model.Attribute;
import org.scissionlite.model.Model;
import org.scissionlite.onnx.read.OnnxReader;
import org.scissionlite.onnx.runtime.OrtEngine;
import org.scissionlite.onnx.write.OnnxWriter;
import org.scissionlite.profile.BlockProfile;
import org.scissionlite.profile.CutProfile;
import org.scissionlite.profile.IntervalTimes;
import org.scissionlite.profile.LayerCost;
import org.scissionlite.profile.Profile;
import org.scissionlite.profile.ProfileFile;
import org.scissionlite.profile.SystemId;
import org.scissionlite.profile.Tier;
import org.scissionlite.profile.TransferLayerProfile;
import org.scissionlite.profile.WireSize;
import org.scissionlite.profile.measure.Benchmark;
import org.scissionlite.profile.measure.BenchmarkListener;
import org.scissionlite.profile.measure.BenchmarkOptions;
import org.scissionlite.profile.measure.Pace;
import org.scissionlite.profile.measure.sampling.Stopwatch;

class BenchmarkTest {
  private static final BenchmarkOptions QUICK =
      BenchmarkOptions.of(new SystemId(Tier.DEVICE, "here")).withRuns(1, 3);
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

  @TempDir private Path folder;

  private final Model model = chain();

  /** Two convolutions with activations: five blocks. */
  private static Model chain() {
    SmallModels net = new SmallModels(17);
    net.input("x", 1, 3, 32, 32).weight("w1", 8, 3, 3, 3).weight("w2", 16, 8, 3, 3);
    Map<String, Attribute> halving = Map.of("strides", Attribute.ints(2, 2));
    net.node("conv1", "Conv", List.of("x", "w1"), halving);
    net.node("relu1", "Relu", List.of("conv1"), Map.of());
    net.node("conv2", "Conv", List.of("relu1", "w2"), halving);
    net.node("relu2", "Relu", List.of("conv2"), Map.of());
    net.node("pool", "GlobalAveragePool", List.of("relu2"), Map.of());
    return OnnxReader.read(OnnxWriter.toBytes(net.graph("pool")), "chain");
  }

  @Test
  void profile_holdsEveryBlockWithItsCut() {
    Profile profile = benchmark(BenchmarkListener.silent()).run(model, QUICK);
    BlockChain chain = BlockChain.of(model.graph());
    assertThat(profile.blocks())
        .extracting(BlockProfile::lastLayer)
        .isEqualTo(chain.blocks().stream().map(block -> block.lastLayer()).toList());
    assertThat(profile.cuts())
        .extracting(CutProfile::bytes)
        .isEqualTo(chain.cuts().stream().map(cut -> cut.bytes()).toList());
    assertThat(profile.wholeModel().samples()).isGreaterThanOrEqualTo(3);
    assertThat(profile.wholeModel().medianNanos()).isPositive();
  }

  @Test
  void transferLayers_areMeasuredWhereTheyFitAndSendWhatTheySay() {
    Profile profile = benchmark(BenchmarkListener.silent()).run(model, QUICK);
    for (CutProfile cut : profile.cuts()) {
      List<String> specs = cut.transferLayers().stream().map(TransferLayerProfile::spec).toList();
      assertThat(specs).contains("q8");
      assertThat(wireBytes(cut, "q8")).isEqualTo(cut.bytes() / 4);
    }
    CutProfile input = profile.cuts().get(0);
    assertThat(wireBytes(input, "pool2")).isEqualTo(input.bytes() / 4);
    assertThat(wireBytes(input, "pool2+q8")).isEqualTo(input.bytes() / 16);
    assertThat(wireBytes(input, "pixels")).isEqualTo(input.bytes() / 4);
  }

  @Test
  void typicalLayers_haveACostWhereTheyFit_andAlikeCutsTheSame() {
    Profile profile = benchmark(BenchmarkListener.silent()).run(model, QUICK);
    for (CutProfile cut : profile.cuts()) {
      List<String> specs = cut.typicalLayers().stream().map(LayerCost::spec).toList();
      assertThat(specs).contains("q4", "transform:step=1.0", "pca:step=1.0");
      assertThat(cut.typicalLayers())
          .allMatch(cost -> cost.zeros() == (cost.spec().equals("q4") ? 0 : 0.9))
          .allMatch(cost -> cost.deviceTL().medianNanos() > 0 && cost.edgeTL().samples() >= 3);
    }
    assertThat(profile.cuts().get(1).typicalLayers())
        .as("the convolution's output and its ReLU's have one shape")
        .isEqualTo(profile.cuts().get(2).typicalLayers());
    assertThat(profile.cuts().get(1).cost("learned:c=30,s=2"))
        .hasValueSatisfying(cost -> assertThat(cost.spec()).isEqualTo("learned:c=32,s=2,step=0.5"));
  }

  @Test
  void interval_givesTheFactorOfSteadyRunsAndOfTheFirst() {
    Duration interval = Duration.ofMillis(20);
    long begin = System.nanoTime();
    Profile profile =
        benchmark(BenchmarkListener.silent()).run(model, QUICK.withPace(new Pace(interval, true)));
    assertThat(System.nanoTime() - begin).isGreaterThan(4 * interval.toNanos());
    IntervalTimes times = profile.intervals();
    assertThat(times.intervalNanos()).isEqualTo(interval.toNanos());
    assertThat(times.runs()).isEqualTo(3);
    assertThat(times.start()).isNotNull();
    Profile spaced = profile.atIntervals();
    assertThat((double) spaced.wholeModel().medianNanos() / profile.wholeModel().medianNanos())
        .isCloseTo(times.steady(), within(0.01));
    assertThat((double) spaced.sumOfBlocksNanos() / profile.sumOfBlocksNanos())
        .isCloseTo(times.steady(), within(0.01));
    assertThat(times.entry().samples()).isEqualTo(3);
    assertThat(times.entry().medianNanos()).isPositive();
    assertThat(spaced.entry()).isEqualTo(times.entry());
    assertThat(spaced.intervals()).isNull();
  }

  /** One thread wakes the other, and is woken by it. */
  @Test
  void edge_handsARunAtIntervalsOverToAWorker() {
    Set<String> threads = ConcurrentHashMap.newKeySet();
    Stopwatch noting =
        new Stopwatch() {
          @Override
          public long nanos() {
            return System.nanoTime();
          }

          @Override
          public long threadCpuNanos() {
            threads.add(Thread.currentThread().getName());
            return System.nanoTime();
          }
        };
    BenchmarkOptions options =
        BenchmarkOptions.of(new SystemId(Tier.EDGE, "there"))
            .withRuns(1, 3)
            .withPace(new Pace(Duration.ofMillis(5), false));
    new Benchmark(new OrtEngine(), BenchmarkListener.silent(), noting, Clock.systemUTC())
        .run(model, options);
    assertThat(threads).hasSize(2).contains("benchmark-worker");
  }

  @Test
  void withoutAnInterval_nothingIsSaidOfIt() {
    Profile profile = benchmark(BenchmarkListener.silent()).run(model, QUICK);
    assertThat(profile.intervals()).isNull();
    assertThat(profile.entry().medianNanos()).isPositive();
    assertThat(profile.atIntervals()).isEqualTo(profile);
  }

  /** The way into the engine is measured first, in the moment in which something else runs. */
  @Test
  void disturbedBeginning_leavesEveryModelATime() {
    Stopwatch disturbed =
        new Stopwatch() {
          private static final int READINGS = 240;
          private static final long DELAY_NANOS = 20_000_000;
          private long readings;

          @Override
          public long nanos() {
            readings++;
            return System.nanoTime() + Math.min(readings, READINGS) * DELAY_NANOS;
          }

          @Override
          public long threadCpuNanos() {
            return System.nanoTime() + Math.min(readings, READINGS) * DELAY_NANOS;
          }
        };
    Profile profile =
        new Benchmark(new OrtEngine(), BenchmarkListener.silent(), disturbed, Clock.systemUTC())
            .run(model, QUICK);
    assertThat(profile.wholeModel().medianNanos()).isPositive();
    assertThat(profile.blocks())
        .allSatisfy(block -> assertThat(block.execution().medianNanos()).isPositive());
  }

  @Test
  void pictureAtTheInput_isMeasuredInAllItsForms_andItsBytesAreABoundWithoutImages() {
    Profile profile = benchmark(BenchmarkListener.silent()).run(model, QUICK);
    for (CutProfile cut : profile.cuts()) {
      List<String> specs = cut.transferLayers().stream().map(TransferLayerProfile::spec).toList();
      if (cut.layer() == 0) {
        assertThat(specs).contains("pixels", "jpeg:q=85", "webp:q=75");
      } else {
        assertThat(specs).doesNotContain("pixels", "jpeg:q=85", "webp:q=75");
      }
    }
    for (TransferLayerProfile layer : profile.cuts().get(0).transferLayers()) {
      if (layer.spec().contains(":q=")) {
        assertThat(layer.size()).isInstanceOf(WireSize.AtMost.class);
        assertThat(layer.deviceTL().medianNanos()).isPositive();
        assertThat(layer.edgeTL().medianNanos()).isPositive();
      }
    }
  }

  @Test
  void provenance_tellsModelEngineAndTime() {
    Profile profile = benchmark(BenchmarkListener.silent()).run(model, QUICK.withSlowdown(25));
    assertThat(profile.model().sha256()).isEqualTo(model.sha256());
    assertThat(profile.provenance().engine()).startsWith("ONNX Runtime");
    assertThat(profile.provenance().measuredAt()).isEqualTo("2026-01-02T03:04:05Z");
    assertThat(profile.provenance().slowdown()).isEqualTo(25);
    assertThat(profile.provenance().repeats()).isEqualTo(3);
    assertThat(profile.provenance().cpu()).isNotBlank();
  }

  @Test
  void stoppedBenchmark_continuesWhereItWas() throws IOException {
    BenchmarkListener stopper =
        progress -> {
          if (progress.done() == 2) {
            throw new IllegalStateException("stopped");
          }
        };
    assertThatThrownBy(() -> benchmark(stopper).run(model, QUICK, folder)).hasMessage("stopped");
    Path unfinished = folder.resolve("device-here-chain.unfinished");
    long cutsDone =
        Files.readAllLines(unfinished).stream().filter(l -> l.contains("layer\"")).count();
    assertThat(cutsDone).isEqualTo(2);

    Path file = benchmark(BenchmarkListener.silent()).run(model, QUICK, folder);
    assertThat(unfinished).doesNotExist();
    assertThat(ProfileFile.read(file).blocks())
        .hasSameSizeAs(BlockChain.of(model.graph()).blocks());
  }

  @Test
  void damagedCheckpoint_isLeftBehind() throws IOException {
    Files.writeString(folder.resolve("device-here-chain.unfinished"), "{\"key\":");
    Path file = benchmark(BenchmarkListener.silent()).run(model, QUICK, folder);
    assertThat(ProfileFile.readFolder(folder)).containsExactly(ProfileFile.read(file));
  }

  @Test
  void progress_reachesTheEndOfEachPhase() {
    List<BenchmarkListener.Progress> seen = new ArrayList<>();
    benchmark(seen::add).run(model, QUICK);
    int blocks = BlockChain.of(model.graph()).blocks().size();
    assertThat(seen)
        .anySatisfy(
            progress -> {
              assertThat(progress.phase()).isEqualTo("blocks and cuts");
              assertThat(progress.done()).isEqualTo(progress.total()).isEqualTo(blocks);
              assertThat(progress.leftNanos()).isZero();
            });
  }

  @Test
  void sumOfBlocks_isNearARealModelsTime() {
    Path file = SharedModels.folder().resolve("resnet8_cifar10_mlperftiny.onnx");
    BenchmarkOptions options = QUICK.withRuns(3, 10).withTransferLayers(List.of());
    Profile profile = benchmark(BenchmarkListener.silent()).run(OnnxReader.read(file), options);
    assertThat((double) profile.sumOfBlocksNanos() / profile.wholeModel().medianNanos())
        .isBetween(0.5, 1.5);
    assertThat(profile.isConsistent())
        .isEqualTo(profile.warnings().stream().noneMatch(line -> line.contains("do not trust")));
  }

  @Test
  void optionsOutOfRange_areRefused() {
    assertThatThrownBy(() -> QUICK.withThreads(0))
        .isInstanceOf(UsageException.class)
        .hasMessage("threads: expected at least 1, got 0");
    assertThatThrownBy(() -> QUICK.withRuns(1, 0)).hasMessageContaining("repeats");
    assertThatThrownBy(() -> QUICK.withSlowdown(Double.NaN)).hasMessageContaining("slowdown");
    assertThatThrownBy(() -> QUICK.withTransferLayers(List.of("pool3")))
        .hasMessageContaining("unknown transfer layer 'pool3'");
  }

  private static long wireBytes(CutProfile cut, String spec) {
    return cut.transferLayers().stream()
        .filter(layer -> layer.spec().equals(spec))
        .findFirst()
        .orElseThrow()
        .wireBytes();
  }

  private static Benchmark benchmark(BenchmarkListener listener) {
    return new Benchmark(
        new OrtEngine(), listener, Stopwatch.system(), Clock.fixed(NOW, ZoneOffset.UTC));
  }
}
