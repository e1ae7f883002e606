package org.scissionlite.benchmarks;

import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.scissionlite.plan.Plan;
import org.scissionlite.plan.Planner;
import org.scissionlite.plan.question.Question;
import org.scissionlite.profile.Tier;

/**
 * The planner with its profiles loaded: MobileNet over a device, two edges and two clouds (the
 * Python planner's 17,113 scenarios, {@link MobileNetProfiles}), and 1,000 devices with 20 edges
 * and 100 blocks. With {@code -prof gc} it shows that what a plan allocates follows the systems and
 * blocks, not the scenarios.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class PlannerBenchmark {
  private static final int FLEET_BLOCKS = 100;
  private static final int RESULTS = 5;

  /** Planners that answer one question, each made when its benchmark begins. */
  @State(Scope.Benchmark)
  public static class MobileNet {
    private Planner planner;

    /** Loads the profiles and tells where they come from. */
    @Setup
    public void setUp() {
      MobileNetProfiles profiles = MobileNetProfiles.load();
      planner = profiles.planner();
      System.out.printf(
          "MobileNet: %,d scenarios of %s%n",
          planner.plan(Question.fastest()).considered(), profiles.origin());
    }
  }

  /** A thousand devices and 20 edges. */
  @State(Scope.Benchmark)
  public static class Fleet {
    private Planner planner;

    /** Makes the profiles from a seed. */
    @Setup
    public void setUp() {
      planner = PlannedProfiles.planner(FLEET_BLOCKS, Map.of(Tier.DEVICE, 1_000, Tier.EDGE, 20));
    }
  }

  /** Three tiers and many blocks: the scenarios grow with the square of the blocks. */
  @State(Scope.Benchmark)
  public static class ThreeTiers {
    @Param({"50", "100", "200", "400"})
    private int blocks;

    private Planner planner;

    /** Makes the profiles from a seed. */
    @Setup
    public void setUp() {
      planner = PlannedProfiles.threeTiers(blocks);
      System.out.printf(
          "%d blocks: %,d scenarios%n", blocks, planner.plan(Question.fastest()).considered());
    }
  }

  /** The five best of device, two edges and two clouds. */
  @Benchmark
  public Plan mobileNetThreeTiers(MobileNet state) {
    return state.planner.plan(Question.fastest().results(RESULTS));
  }

  /** The five best of 1,000 devices, 20 edges and 100 blocks: 6,001,000 scenarios. */
  @Benchmark
  public Plan fleet(Fleet state) {
    return state.planner.plan(Question.fastest().results(RESULTS));
  }

  /** The five best of a device, two edges and two clouds with transfer layers at every cut. */
  @Benchmark
  public Plan threeTiersWithTransferLayers(ThreeTiers state) {
    return state.planner.plan(Question.fastest().results(RESULTS));
  }
}
