package org.scissionlite.benchmarks.survival;

import java.io.IOException;
import java.nio.file.Path;
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
  /** For what a device or an edge does by itself. */
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private static final Duration LOOK = Duration.ofMillis(10);

  /** A stuttering edge stands still this long, and runs as long. */
  private static final long STUTTER_MILLIS = 120;

  /** In seconds: a summer time that nobody told, a day, a battery that was empty. */
  private static final long[] JUMPS = {3600, -3600, 86_400, -86_400, 40_000_000, -40_000_000};

  private final Site site;
  private final SurvivalPlan plan;
  private final Weapons weapons;
  private final Random random;
  private final Callable<Child> edgeStart;
  private final Callable<Child> deviceStart;
  private final List<Fault> faults = new ArrayList<>();
  private final List<Fault.Kind> next;
  private volatile Child edge;
  private volatile Child device;

  /**
   * What it can reach beside the site and the processes.
   *
   * @param clock what the processes see; without it, none jumps
   * @param disk of the device's cache; without it, none is full
   * @param cache of the device
   * @param releases of the bundle
   * @param news that the device tells of it
   */
  record Weapons(
      Optional<JumpingClock> clock,
      Optional<SmallDisk> disk,
      Path cache,
      Releases releases,
      News news) {}

  Adversary(
      Site site,
      SurvivalPlan plan,
      Weapons weapons,
      Callable<Child> edgeStart,
      Callable<Child> deviceStart) {
    this.site = site;
    this.plan = plan;
    this.weapons = weapons;
    this.random = new Random(plan.seed());
    this.next = new ArrayList<>(plan.first());
    this.edgeStart = edgeStart;
    this.deviceStart = deviceStart;
  }

  /** What went wrong, in the order of time; without what the device no longer met. */
  List<Fault> run() throws Exception {
    edge = edgeStart.call();
    device = deviceStart.call();
    pause(plan.calm().dividedBy(2));
    while (device.isAlive()) {
      Fault.Kind kind = nextKind();
      long from = AnswerLog.nowMillis();
      bringAbout(kind, duration());
      if (device.isAlive()) {
        faults.add(new Fault(kind, from, AnswerLog.nowMillis()));
      }
      pause(Duration.ofMillis(Math.round(plan.calm().toMillis() * random.nextDouble())));
    }
    if (device.process().exitValue() != 0) {
      throw new IllegalStateException("the device ended with " + device.process().exitValue());
    }
    return faults;
  }

  /** Those that come first, then each other kind once, in any order, then each again. */
  private Fault.Kind nextKind() {
    if (next.isEmpty()) {
      next.addAll(List.of(Fault.Kind.values()));
      Collections.shuffle(next, random);
      if (faults.size() <= plan.first().size()) {
        next.removeAll(plan.first());
      }
    }
    Fault.Kind kind = next.remove(0);
    return isPossible(kind) ? kind : nextKind();
  }

  private boolean isPossible(Fault.Kind kind) {
    return switch (kind) {
      case CLOCK_JUMPS -> weapons.clock().isPresent();
      case DISK_FULL -> weapons.disk().isPresent();
      default -> true;
    };
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
        weapons.clock().orElseThrow().moveTo(JUMPS[random.nextInt(JUMPS.length)]);
        pause(duration);
        weapons.clock().orElseThrow().moveTo(0);
      }
      case DISK_FULL -> {
        weapons.disk().orElseThrow().fill();
        weapons.releases().next();
        awaitRefusal(kind);
        pause(duration);
        weapons.disk().orElseThrow().free();
        awaitNews(News.CHANGE);
      }
      case DOWNLOAD_DAMAGED -> {
        weapons.releases().next();
        awaitDownload();
        weapons.releases().flip();
        awaitRefusal(kind);
        pause(duration);
        weapons.releases().flip();
        awaitNews(News.CHANGE);
      }
    }
  }

  /** Until the device has begun to fetch the whole model of the last release. */
  private void awaitDownload() throws Exception {
    await(() -> weapons.releases().isBeingFetchedInto(weapons.cache()));
  }

  private void awaitNews(String words) throws Exception {
    long before = weapons.news().count(words);
    await(() -> weapons.news().count(words) > before);
  }

  private void awaitRefusal(Fault.Kind kind) throws Exception {
    awaitNews(kind.sign());
  }

  /** Waits for something as long as the device lives, but not for ever. */
  private void await(Callable<Boolean> condition) throws Exception {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.call() && device.isAlive() && System.nanoTime() < end) {
      pause(LOOK);
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
