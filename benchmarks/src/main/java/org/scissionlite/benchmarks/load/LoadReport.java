package org.scissionlite.benchmarks.load;

import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.scissionlite.plan.capacity.Arrivals.Pattern;
import org.scissionlite.plan.capacity.Latencies;

/**
 * What a load test has found.
 *
 * @param model the slice that was asked
 * @param setting of the edge
 * @param closed devices that ask again as soon as they have their answer
 * @param open images that come by chance
 * @param givingUp devices that give every second request up
 * @param roundTrip beside a bare call; null where it was not measured
 * @param residentBytes of the process, which holds edge and devices: after the closed loops, and at
 *     the end, after one more with the most devices
 */
record LoadReport(
    String model,
    Setting setting,
    List<Closed> closed,
    List<Open> open,
    GivingUp givingUp,
    RoundTripCost roundTrip,
    List<Long> residentBytes) {
  private static final double LEAST_RATIO = 0.95;
  private static final double MOST_TAIL = 3;
  private static final double MOST_COST = 1.2;
  private static final double MOST_ERROR = 0.15;
  private static final int LEAST_NEAR = 3;

  LoadReport {
    closed = List.copyOf(closed);
    open = List.copyOf(open);
    residentBytes = List.copyOf(residentBytes);
  }

  /**
   * How the edge was started.
   *
   * @param deviceCores where the devices ran; empty for the edge's cores
   */
  record Setting(
      int threads, int parallel, int batch, int queue, Pattern arrivals, String deviceCores) {}

  /**
   * A closed loop.
   *
   * @param meanBatch requests of a run
   * @param shares of the engine
   */
  record Closed(int devices, Measured measured, double meanBatch, Shares shares) {}

  /**
   * What the engine alone needs for the runs of an edge, beside what the edge takes.
   *
   * @param ofTime on the clock: devices that share the processors lessen it
   * @param ofCpu of the processor time of all but the devices' threads: the engine's answers would
   *     be so many more if edge and engine had as much of the processors
   * @param edgeMicros processor time of the edge for a request, beside its run
   * @param compilerMicros that of Java's compiler, which ends and is not the edge's
   * @param deviceMicros processor time of the devices for a request
   * @param inEdge what runs take in the edge, beside the same runs alone
   */
  record Shares(
      double ofTime,
      double ofCpu,
      double edgeMicros,
      double compilerMicros,
      double deviceMicros,
      double inEdge) {}

  /**
   * An open loop.
   *
   * @param load share of the most that the edge answered in a closed loop
   * @param measured as the devices have it
   * @param queue what the edge says of the time in its queue
   * @param execute and of that in the engine
   * @param total and of all from arrival to answer
   * @param meanBatch requests of a run
   * @param edgeMicros processor time of the edge for a request, beside its run
   * @param compiler share of Java's compiler in the processor time
   * @param simulated what the simulation of queues says
   */
  record Open(
      double load,
      double perSecond,
      Measured measured,
      Measured queue,
      Measured execute,
      Measured total,
      double meanBatch,
      double edgeMicros,
      double compiler,
      Latencies simulated) {
    double meanError() {
      return simulated.meanSeconds() * 1e3 / measured.meanMillis() - 1;
    }

    double p99Error() {
      return simulated.p99Seconds() * 1e3 / measured.p99Millis() - 1;
    }
  }

  /**
   * Devices that give up.
   *
   * @param kept requests that were not given up
   * @param answered how many of them were answered
   * @param run requests that the edge has run
   */
  record GivingUp(int kept, int answered, int run) {}

  /** The closed loop with the most answers. */
  Closed most() {
    return Collections.max(closed, Comparator.comparingDouble(each -> each.measured().perSecond()));
  }

  double mostPerSecond() {
    return most().measured().perSecond();
  }

  /** For people. */
  String text() {
    StringBuilder text = new StringBuilder();
    line(
        text,
        "%s: --threads %d --parallel %d --batch %d --queue %d",
        model,
        setting.threads(),
        setting.parallel(),
        setting.batch(),
        setting.queue());
    line(
        text,
        "devices  answers/s  engine's CPU  engine's time  runs  edge us  compiler us  device us  batch   p50 ms   p95 ms   p99 ms  refused");
    for (Closed each : closed) {
      Measured got = each.measured();
      line(
          text,
          "%7d  %9.1f  %10.1f %%  %11.1f %%  %4.2f  %7.1f  %11.1f  %9.1f  %5.1f  %7.2f  %7.2f  %7.2f  %7d",
          each.devices(),
          got.perSecond(),
          100 * each.shares().ofCpu(),
          100 * each.shares().ofTime(),
          each.shares().inEdge(),
          each.shares().edgeMicros(),
          each.shares().compilerMicros(),
          each.shares().deviceMicros(),
          each.meanBatch(),
          got.p50Millis(),
          got.p95Millis(),
          got.p99Millis(),
          got.refused());
    }
    line(
        text,
        "load  requests/s  mean ms  simulated   p50 ms   p95 ms   p99 ms  simulated  batch  simulated  edge us  edge's p99: queue   engine    total  compiler  refused");
    for (Open each : open) {
      Measured got = each.measured();
      line(
          text,
          "%4.0f  %10.1f  %7.2f  %9.2f  %7.2f  %7.2f  %7.2f  %9.2f  %5.2f  %9.2f  %7.1f  %17.2f  %7.2f  %7.2f  %6.1f %%  %7d",
          100 * each.load(),
          each.perSecond(),
          got.meanMillis(),
          each.simulated().meanSeconds() * 1e3,
          got.p50Millis(),
          got.p95Millis(),
          got.p99Millis(),
          each.simulated().p99Seconds() * 1e3,
          each.meanBatch(),
          each.simulated().meanBatch(),
          each.edgeMicros(),
          each.queue().p99Millis(),
          each.execute().p99Millis(),
          each.total().p99Millis(),
          100 * each.compiler(),
          got.refused());
    }
    line(
        text,
        "given up: %d of %d that were kept are answered, the edge ran %d",
        givingUp.answered(),
        givingUp.kept(),
        givingUp.run());
    if (roundTrip != null) {
      roundTrip(text, roundTrip);
    }
    line(
        text,
        "memory: %.1f MB after the closed loops, %.1f MB at the end",
        residentBytes.get(0) / 1e6,
        residentBytes.get(residentBytes.size() - 1) / 1e6);
    verdicts(text);
    return text.toString();
  }

  private static void roundTrip(StringBuilder text, RoundTripCost cost) {
    line(
        text,
        "%,d bytes, %.1f us of it the run   p50 us   p95 us  server's CPU us  allocated bytes",
        cost.bytes(),
        cost.runMicros());
    side(text, "edge", cost.edge());
    bare(text, "bare call, bytes", cost, cost.bytesOnly());
    bare(text, "bare call, messages", cost, cost.messages());
  }

  private static void bare(
      StringBuilder text, String name, RoundTripCost cost, RoundTripCost.Side bare) {
    side(text, name, bare);
    line(
        text,
        "  the edge: %.2f times, %.2f without the run; %.2f times the CPU",
        cost.ratio(bare),
        cost.ratioWithoutRun(bare),
        cost.cpuRatio(bare));
  }

  private static void side(StringBuilder text, String name, RoundTripCost.Side side) {
    line(
        text,
        "%-33s  %7.1f  %7.1f  %15.1f  %15.0f",
        name,
        side.p50Micros(),
        side.p95Micros(),
        side.server().cpuMicros(),
        side.server().allocatedBytes());
  }

  private void verdicts(StringBuilder text) {
    verdict(
        text,
        most().shares().ofCpu() >= LEAST_RATIO,
        "of the edge's processor time at least %.2f is the engine's",
        LEAST_RATIO);
    open.stream()
        .filter(each -> Math.abs(each.load() - 0.8) < 0.01)
        .forEach(
            each ->
                verdict(
                    text,
                    each.measured().p99Millis() <= MOST_TAIL * each.measured().p50Millis(),
                    "p99 at most %.0f times the median at 80 %% load",
                    MOST_TAIL));
    verdict(text, givingUp.answered() == givingUp.kept(), "given up requests free their places");
    if (roundTrip != null) {
      verdict(
          text,
          roundTrip.ratio(roundTrip.messages()) <= MOST_COST,
          "at most %.1f times a bare call",
          MOST_COST);
    }
    near(text, "mean", open.stream().map(Open::meanError).toList());
    near(text, "p99", open.stream().map(Open::p99Error).toList());
  }

  private static void near(StringBuilder text, String what, List<Double> errors) {
    long near = errors.stream().filter(error -> Math.abs(error) <= MOST_ERROR).count();
    verdict(
        text,
        near >= LEAST_NEAR,
        "the simulated %s is within 15 %% at %d of %d loads",
        what,
        near,
        errors.size());
  }

  private static void verdict(StringBuilder text, boolean holds, String what, Object... values) {
    line(text, (holds ? "holds: " : "DOES NOT HOLD: ") + what, values);
  }

  private static void line(StringBuilder text, String format, Object... values) {
    text.append(String.format(Locale.ROOT, format, values)).append('\n');
  }
}
