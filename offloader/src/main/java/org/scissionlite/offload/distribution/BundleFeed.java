package org.scissionlite.offload.distribution;

import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.scissionlite.bundle.Bundle;
import org.scissionlite.bundle.Manifest;
import org.scissionlite.engine.Closer;
import org.scissionlite.error.ScissionLiteException;

/**
 * Runs the newest version of a bundle that an edge offers: fetches it at the start, or takes the
 * one that is kept where the edge is away, and changes to a new one while it runs. A new version is
 * fetched, checked and opened before it takes over; what is being answered by the old one is
 * answered by it. If any of that fails, the old one goes on, and why is told once.
 */
public final class BundleFeed<R extends AutoCloseable> implements AutoCloseable {
  private static final long TICK_MILLIS = 1000;
  private static final long END_SECONDS = 10;

  /** When the edge runs another version, it is asked this many times as often. */
  private static final int MORE_OFTEN = 10;

  private final BundleSource source;
  private final FeedOptions options;
  private final Runner<R> runner;
  private final BundleCache cache;
  private final Versions versions;
  private final Swap<R> swap;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(BundleFeed::newThread);
  private Bundle inUse;
  private String useless = "";
  private int retiring;
  private long lastNanos = System.nanoTime();

  private BundleFeed(
      Closer closer,
      BundleSource source,
      FeedOptions options,
      Runner<R> runner,
      FeedListener listener) {
    this.source = source;
    this.options = options;
    this.runner = runner;
    this.cache = closer.own(BundleCache.open(options.cache(), source.name()));
    this.versions = new Versions(source, cache, options, listener);
    this.swap = new Swap<>(closer.own(first()));
  }

  /**
   * Brings a version, and opens it.
   *
   * @param source is closed with the feed
   * @throws ScissionLiteException if there is none, neither at the edge nor in the cache, or it
   *     cannot be run
   */
  public static <R extends AutoCloseable> BundleFeed<R> open(
      BundleSource source, FeedOptions options, Runner<R> runner, FeedListener listener) {
    return Closer.build(
        closer -> {
          closer.own(source);
          BundleFeed<R> feed = new BundleFeed<>(closer, source, options, runner, listener);
          feed.follow();
          return feed;
        });
  }

  private static Thread newThread(Runnable work) {
    Thread thread = new Thread(work, "bundle-feed");
    thread.setDaemon(true);
    return thread;
  }

  private R first() {
    Optional<Bundle> kept = versions.kept();
    Bundle newest;
    try {
      newest = versions.newest(versions.offered(), kept);
    } catch (ScissionLiteException e) {
      newest = kept.orElseThrow(() -> e);
      versions.teller().once(e.getMessage() + "; the device runs " + describe(newest));
    }
    return openFirst(newest, kept);
  }

  private R openFirst(Bundle newest, Optional<Bundle> kept) {
    try {
      R opened = opened(newest);
      cache.keepOnly(newest.manifest());
      return opened;
    } catch (ScissionLiteException e) {
      Bundle old = kept.filter(bundle -> !isSame(bundle, newest.manifest())).orElseThrow(() -> e);
      versions.teller().once(e.getMessage() + "; the device runs " + describe(old));
      return opened(old);
    }
  }

  /** Runs a version, which is the one in use from now on. */
  private R opened(Bundle bundle) {
    return Closer.build(
        closer -> {
          R opened = closer.own(run(bundle));
          cache.makeCurrent(bundle.manifest());
          inUse = bundle;
          return opened;
        });
  }

  private R run(Bundle bundle) {
    try {
      return runner.open(bundle);
    } catch (RuntimeException | Error e) {
      useless = bundle.manifest().id();
      throw e;
    }
  }

  private static boolean isSame(Bundle bundle, Manifest other) {
    return bundle.manifest().id().equals(other.id());
  }

  private String describe(Bundle bundle) {
    return versions.describe(bundle.manifest());
  }

  private void follow() {
    long tick = Math.min(TICK_MILLIS, options.pause().toMillis());
    var unused = thread.scheduleWithFixedDelay(this::tick, tick, tick, TimeUnit.MILLISECONDS);
  }

  private void tick() {
    long silentNanos = System.nanoTime() - lastNanos;
    long pauseNanos = options.pause().toNanos();
    try {
      if (silentNanos >= pauseNanos || (silentNanos >= pauseNanos / MORE_OFTEN && meetsOther())) {
        lastNanos = System.nanoTime();
        check();
      }
    } catch (ScissionLiteException e) {
      tellUnlessClosed(e.getMessage() + "; the device goes on with " + describe(inUse));
    } catch (RuntimeException | Error e) {
      tellUnlessClosed("unexpected: " + e);
    }
  }

  /** What is interrupted as the feed is closed is no news. */
  private void tellUnlessClosed(String line) {
    if (!thread.isShutdown()) {
      versions.teller().once(line);
    }
  }

  private boolean meetsOther() {
    try (Swap.Use<R> use = swap.use()) {
      return runner.meetsOtherBundle(use.value());
    }
  }

  private void check() {
    Manifest offered = versions.offered();
    if (isSame(inUse, offered)) {
      versions.teller().forget();
    } else if (!offered.id().equals(useless)) {
      Bundle newest = versions.newest(offered, Optional.of(inUse));
      if (!isSame(inUse, newest.manifest())) {
        change(newest);
      }
    }
  }

  private void change(Bundle next) {
    R opened = opened(next);
    retiring++;
    var unused = swap.replace(opened).whenComplete((done, failure) -> later(this::retired));
    versions.teller().forget();
    versions.teller().tell("the device changes to " + describe(next));
  }

  private void later(Runnable work) {
    try {
      thread.execute(work);
    } catch (RejectedExecutionException e) {
      // The feed is closed; old versions go after the next start.
    }
  }

  /** Files of a version are needed until its runtime is closed, as it opens some of them late. */
  private void retired() {
    retiring--;
    if (retiring == 0) {
      cache.keepOnly(inUse.manifest());
    }
  }

  /** What runs now; it may be another one the next time. */
  public Swap<R> running() {
    return swap;
  }

  /** Follows no more, and closes what runs after its last use. */
  @Override
  public void close() {
    thread.shutdownNow();
    try {
      swap.close();
      awaitThread();
    } finally {
      source.close();
      cache.close();
    }
  }

  /** The next device may use the cache when this one writes there no more. */
  private void awaitThread() {
    try {
      boolean unused = thread.awaitTermination(END_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
