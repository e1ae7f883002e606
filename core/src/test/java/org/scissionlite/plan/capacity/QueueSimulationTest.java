package org.scissionlite.plan.capacity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Percentage.withPercentage;

import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.error.UsageException;
import org.scissionlite.plan.capacity.Arrivals.Pattern;

/** The simulation beside what queueing theory says. */
class QueueSimulationTest {
  private static final ServiceTime ONE_SECOND = ServiceTime.constant(1);
  private static final ServiceTime EXPONENTIAL = (batch, random) -> random.nextExponential();
  private static final int REQUESTS = 400_000;

  private static Latencies play(double load, ServiceTime service, Servers servers) {
    Arrivals arrivals = new Arrivals(Pattern.POISSON, 1, load);
    return new QueueSimulation(REQUESTS, 1).play(arrivals, service, servers);
  }

  /** Pollaczek and Khinchine: the mean wait is load / (2 (1 - load)) runs. */
  @ParameterizedTest
  @ValueSource(doubles = {0.3, 0.5, 0.8})
  void constantTimes_waitAsInMD1(double load) {
    Latencies found = play(load, ONE_SECOND, Servers.of(1));
    assertThat(found.meanSeconds() - 1).isCloseTo(load / (2 * (1 - load)), withPercentage(3));
    assertThat(found.utilization()).isCloseTo(load, withPercentage(1));
  }

  /** Erlang's C formula: the probability to wait, times 1 / (servers - load) runs. */
  @ParameterizedTest
  @CsvSource({"1,0.7", "2,1.4", "4,3.2", "8,6"})
  void exponentialTimes_waitAsInMMc(int servers, double load) {
    double term = 1;
    double sum = 0;
    for (int k = 0; k < servers; k++) {
      sum += term;
      term *= load / (k + 1);
    }
    double last = term * servers / (servers - load);
    double mean = last / (sum + last) / (servers - load);
    Latencies found = play(load, EXPONENTIAL, Servers.of(servers));
    assertThat(found.meanSeconds() - 1).isCloseTo(mean, withPercentage(5));
  }

  /** The time in an M/M/1 is exponential: the 99th percentile is ln 100 / (1 - load) runs. */
  @Test
  void percentilesOfMM1_areThoseOfItsDistribution() {
    Latencies found = play(0.5, EXPONENTIAL, Servers.of(1));
    assertThat(found.p99Seconds()).isCloseTo(Math.log(100) / 0.5, withPercentage(4));
    assertThat(found.p50Seconds()).isCloseTo(Math.log(2) / 0.5, withPercentage(3));
  }

  @Test
  void camerasOfOneSignal_waitForEachOther() {
    Arrivals together = new Arrivals(Pattern.TOGETHER, 4, 0.1);
    Latencies oneByOne = new QueueSimulation(4_000, 1).play(together, ONE_SECOND, Servers.of(1));
    assertThat(oneByOne.meanSeconds()).isEqualTo((1 + 2 + 3 + 4) / 4.0);
    ServiceTime flat = (batch, random) -> 1;
    Latencies asOne = new QueueSimulation(4_000, 1).play(together, flat, new Servers(1, 4, 0));
    assertThat(asOne.p99Seconds()).isEqualTo(1);
    assertThat(asOne.meanBatch()).isEqualTo(4);
  }

  @Test
  void requestWaitsForOthers_untilTheBatchIsFullOrTheDelayIsOver() {
    ServiceTime flat = (batch, random) -> 1;
    Arrivals rare = new Arrivals(Pattern.TOGETHER, 2, 0.1);
    QueueSimulation simulation = new QueueSimulation(2_000, 1);
    assertThat(simulation.play(rare, flat, new Servers(1, 3, 0.5)).p99Seconds()).isEqualTo(1.5);
    assertThat(simulation.play(rare, flat, new Servers(1, 2, 0.5)).p99Seconds()).isEqualTo(1);
  }

  @Test
  void camerasWithClocksOfTheirOwn_waitLessThanByChance() {
    QueueSimulation simulation = new QueueSimulation(100_000, 1);
    double periodic =
        simulation
            .play(new Arrivals(Pattern.PERIODIC, 8, 0.1), ONE_SECOND, Servers.of(1))
            .meanSeconds();
    double chance =
        simulation
            .play(new Arrivals(Pattern.POISSON, 8, 0.1), ONE_SECOND, Servers.of(1))
            .meanSeconds();
    assertThat(periodic).isBetween(1.0, 0.8 * chance);
  }

  @Test
  void sameSeed_givesTheSameFigures() {
    Arrivals arrivals = new Arrivals(Pattern.PERIODIC, 10, 0.07);
    QueueSimulation simulation = new QueueSimulation(10_000, 5);
    Latencies once = simulation.play(arrivals, EXPONENTIAL, Servers.of(1));
    assertThat(simulation.play(arrivals, EXPONENTIAL, Servers.of(1))).isEqualTo(once);
    assertThat(new QueueSimulation(10_000, 6).play(arrivals, EXPONENTIAL, Servers.of(1)))
        .isNotEqualTo(once);
  }

  @Test
  void measuredRuns_areDrawnAndInterpolatedBetweenBatches() {
    List<Double> ones = DoubleStream.of(1, 3).boxed().toList();
    List<Double> fours = IntStream.of(7, 9).mapToObj(Double::valueOf).toList();
    MeasuredRuns runs =
        new MeasuredRuns(List.of(new MeasuredRuns.Size(4, fours), new MeasuredRuns.Size(1, ones)));
    java.util.Random random = new java.util.Random(1);
    for (int i = 0; i < 20; i++) {
      assertThat(runs.seconds(1, random)).isBetween(0.001, 0.003);
      assertThat(runs.seconds(2, random)).isBetween(0.003, 0.005);
      assertThat(runs.seconds(8, random)).isBetween(0.014, 0.018);
    }
  }

  @Test
  void leastNumber_isEnoughAndOneFewerIsNot() {
    Arrivals arrivals = new Arrivals(Pattern.POISSON, 500, 1);
    Capacity capacity = new Capacity(arrivals, ServiceTime.constant(0.02), 0.1, 1);
    Capacity.Enough runs = capacity.runs(Servers.of(1));
    assertThat(runs.latencies().p99Seconds()).isLessThanOrEqualTo(0.1);
    assertThat(runs.count()).isBetween(11, 14);
    Latencies fewer =
        QueueSimulation.of(arrivals, 1)
            .play(arrivals, ServiceTime.constant(0.02), Servers.of(runs.count() - 1));
    assertThat(fewer.p99Seconds() > 0.1 || fewer.utilization() > Capacity.MOST_UTILIZATION)
        .isTrue();
    Capacity.Enough replicas = capacity.replicas(Servers.of(1));
    assertThat(replicas.count()).isGreaterThan(runs.count());
    assertThat(replicas.cameras()).isEqualTo((499 + replicas.count()) / replicas.count());
  }

  @Test
  void tenThousandCameras_areAnsweredWithTheReplicasOfAHundredTimesAHundred() {
    ServiceTime service = ServiceTime.constant(0.02);
    Arrivals many = new Arrivals(Pattern.POISSON, 10_000, 1);
    int replicas = new Capacity(many, service, 0.15, 1).replicas(new Servers(4, 1, 0)).count();
    assertThat(replicas).isBetween(50, 70);
  }

  @Test
  void timeThatOneRunAloneTakes_cannotBeBought() {
    Capacity capacity =
        new Capacity(new Arrivals(Pattern.PERIODIC, 3, 1), ServiceTime.constant(0.2), 0.1, 1);
    assertThatThrownBy(() -> capacity.runs(Servers.of(1)))
        .isInstanceOf(ScissionLiteException.class)
        .hasMessageContaining("99 of 100 requests take 200.0 ms on the edge, 100.0 ms are left");
  }

  @Test
  void edgeThatIsNeverIdle_isNotEnoughHoweverLongAnswersMayTake() {
    ServiceTime service = ServiceTime.constant(0.02);
    Arrivals arrivals = new Arrivals(Pattern.PERIODIC, 100, 1);
    Capacity.Enough enough = new Capacity(arrivals, service, 100, 1).runs(Servers.of(1));
    assertThat(enough.count()).isEqualTo(3);
    Arrivals hasty = new Arrivals(Pattern.PERIODIC, 1, 49);
    assertThatThrownBy(() -> new Capacity(hasty, service, 1, 1).runs(Servers.of(1)))
        .hasMessageContaining("one camera keeps a run busy 98 % of the time");
  }

  @Test
  void figuresThatMakeNoSense_areRefused() {
    for (double rate : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThatThrownBy(() -> new Arrivals(Pattern.POISSON, 1, rate))
          .isInstanceOf(UsageException.class);
    }
    assertThatThrownBy(() -> new Arrivals(Pattern.POISSON, 0, 1))
        .isInstanceOf(UsageException.class);
    assertThatThrownBy(() -> new Servers(0, 1, 0)).isInstanceOf(UsageException.class);
    assertThatThrownBy(() -> new Servers(1, 1, -1)).isInstanceOf(UsageException.class);
    assertThatThrownBy(() -> new MeasuredRuns(List.of())).isInstanceOf(UsageException.class);
    assertThatThrownBy(() -> new MeasuredRuns.Size(1, List.of(0.0)))
        .isInstanceOf(UsageException.class);
    assertThatThrownBy(
            () -> new Capacity(new Arrivals(Pattern.POISSON, 1, 1), ONE_SECOND, Double.NaN, 1))
        .isInstanceOf(UsageException.class);
  }
}
