package org.scissionlite.benchmarks;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.scissionlite.plan.Plan;
import org.scissionlite.plan.Planner;
import org.scissionlite.plan.Question;
import org.scissionlite.profile.Profile;
import org.scissionlite.profile.Tier;

/**
 * The planner with its profiles loaded: a model of MobileNet's 92 blocks over a device, two edges
 * and two clouds (the Python planner's 17,113 scenarios, and here those with transfer layers too),
 * and 1,000 devices with 20 edges and 100 blocks.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class PlannerBenchmark {
  private static final int MOBILENET_BLOCKS = 92;
  private static final int FLEET_BLOCKS = 100;

  private Planner threeTiers;
  private Planner fleet;

  /** Builds the planners. */
  @Setup
  public void setUp() {
    threeTiers =
        planner(
            PlannedProfiles.of(Tier.DEVICE, 1, MOBILENET_BLOCKS),
            PlannedProfiles.of(Tier.EDGE, 2, MOBILENET_BLOCKS),
            PlannedProfiles.of(Tier.CLOUD, 2, MOBILENET_BLOCKS));
    fleet =
        planner(
            PlannedProfiles.of(Tier.DEVICE, 1_000, FLEET_BLOCKS),
            PlannedProfiles.of(Tier.EDGE, 20, FLEET_BLOCKS),
            List.of());
  }

  private static Planner planner(List<Profile> devices, List<Profile> edges, List<Profile> clouds) {
    List<Profile> all = Stream.of(devices, edges, clouds).flatMap(List::stream).toList();
    return new Planner(all, PlannedProfiles.network(all));
  }

  /** The five best of device, two edges and two clouds. */
  @Benchmark
  public Plan threeTiers() {
    return threeTiers.plan(Question.fastest().results(5));
  }

  /** The five best of 1,000 devices and 20 edges: 6,001,000 scenarios. */
  @Benchmark
  public Plan fleet() {
    return fleet.plan(Question.fastest().results(5));
  }
}
