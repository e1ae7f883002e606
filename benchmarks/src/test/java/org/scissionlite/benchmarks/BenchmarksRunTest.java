package org.scissionlite.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

class BenchmarksRunTest {
  /** Runs each method of a benchmark once, in this process. */
  private static Collection<RunResult> runOnce(Class<?> benchmark, String size)
      throws RunnerException {
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .include(benchmark.getName() + "\\.")
            .param("size", size)
            .mode(Mode.SingleShotTime)
            .forks(0)
            .warmupIterations(0)
            .measurementIterations(1)
            .shouldFailOnError(true)
            .verbosity(VerboseMode.SILENT);
    return new Runner(options.build()).run();
  }

  @Test
  void everyTransferLayer_isEncodedAndDecoded() throws Exception {
    assertThat(runOnce(TransferLayerBenchmark.class, "4x6x6")).hasSize(3 * 2);
  }

  @Test
  void encodersOfTransformCoding_sendEquallyManyBytes() throws Exception {
    assertThat(runOnce(TransformEncoderBenchmark.class, "4x20x18")).hasSize(2 * 2);
    assertThat(runOnce(TransformEncoderBenchmark.class, "20x48x32")).hasSize(2 * 2);
  }

  @Test
  void planner_runs() throws Exception {
    assertThat(runOnce(PlannerBenchmark.class, "")).hasSize(1 + 1 + 4);
  }

  @Test
  void roundTrip_runs() throws Exception {
    assertThat(runOnce(RoundTripBenchmark.class, "4x6x6")).hasSize(1);
  }
}
