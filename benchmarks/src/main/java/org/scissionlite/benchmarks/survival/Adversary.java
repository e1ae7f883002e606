package org.scissionlite.benchmarks.survival;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/** Has one thing after another go wrong, until the device is done. */
final class Adversary implements AutoCloseable {
  /** A stuttering edge stands still this long, and runs as long. */
  private static final long STUTTER_MILLIS = 120;

  /** In seconds: a summer time that nobody told, a day, a battery that was empty. */
  private static final long[] JUMPS = {3600, -3600, 86_400, -86_400, 40_000_000, -40_000_000};

  private final Site site;
  private final SurvivalPlan plan;
  private final Optional<JumpingClock> clock;
  private final Random random;
  private final Callable<Child> edgeStart;
  private final Callable<Child> deviceStart;
  private final List<Fault> faults = new ArrayList<>();
  private final List<Fault.Kind> next = new ArrayList<>();
  private volatile Child edge;
  private volatile Child device;

  /**
   * @param clock what the processes see; without it, none jumps
   */
  Adversary(
      Site site,
      SurvivalPlan plan,
      Optional<JumpingClock> clock,
      Callable<Child> edgeStart,
      Callable<Child> deviceStart) {
    this.site = site;
    this.plan = plan;
    this.clock = clock;
    this.random = new Random(plan.seed());
    this.edgeStart = edgeStart;
    this.deviceStart = deviceStart;
  }

  /** What went wrong, in the order of time. */
  List<Fault> run() throws Exception {
    edge = edgeStart.call();
    device = deviceStart.call();
    pause(plan.calm().dividedBy(2));
    while (device.isAlive()) {
      Fault.Kind kind = nextKind();
      long from = AnswerLog.nowMillis();
      bringAbout(kind, duration());
      faults.add(new Fault(kind, from, AnswerLog.nowMillis()));
      pause(Duration.ofMillis(Math.round(plan.calm().toMillis() * random.nextDouble())));
    }
    if (device.process().exitValue() != 0) {
      throw new IllegalStateException("the device ended with " + device.process().exitValue());
    }
    return faults;
  }

  /** Each kind once, in any order, then again. */
  private Fault.Kind nextKind() {
    if (next.isEmpty()) {
      next.addAll(List.of(Fault.Kind.values()));
      if (clock.isEmpty()) {
        next.remove(Fault.Kind.CLOCK_JUMPS);
      }
      Collections.shuffle(next, random);
    }
    return next.remove(0);
  }

  /** Between the shortest and the longest; short ones are as frequent as long ones. */
  private Duration duration() {
    double ratio = (double) plan.longest().toMillis() / plan.shortest().toMillis();
    return Duration.ofMillis(
        Math.round(plan.shortest().toMillis() * Math.pow(ratio, random.nextDouble())));
  }

  private void bringAbout(Fault.Kind kind, Duration duration) throws Exception {
    switch (kind) {
      case EDGE_KILLED -> {
        edge.kill();
        pause(duration);
        edge = edgeStart.call();
      }
      case LINK_CUT -> {
        site.cut();
        pause(duration);
        site.restore();
      }
      case LINK_BAD -> {
        site.impair();
        pause(duration);
        site.restore();
      }
      case EDGE_SILENT -> {
        edge.stop();
        pause(duration);
        edge.resume();
      }
      case EDGE_SLOW -> stutter(duration);
      case DEVICE_KILLED -> {
        device.kill();
        device = deviceStart.call();
      }
      case CLOCK_JUMPS -> {
        clock.orElseThrow().moveTo(JUMPS[random.nextInt(JUMPS.length)]);
        pause(duration);
        clock.orElseThrow().moveTo(0);
      }
    }
  }

  private void stutter(Duration duration) throws IOException, InterruptedException {
    long end = System.nanoTime() + duration.toNanos();
    while (System.nanoTime() < end && device.isAlive()) {
      edge.stop();
      pause(Duration.ofMillis(STUTTER_MILLIS));
      edge.resume();
      pause(Duration.ofMillis(STUTTER_MILLIS));
    }
  }

  /** Not longer than the device lives. */
  private void pause(Duration duration) throws InterruptedException {
    boolean unused = device.process().waitFor(duration.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() {
    if (edge != null) {
      edge.close();
    }
    if (device != null) {
      device.close();
    }
  }
}
