package org.scissionlite.offload.distribution;

import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.scissionlite.bundle.Bundle;
import org.scissionlite.bundle.BundleReader;
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

  private final BundleSource source;
  private final FeedOptions options;
  private final Runner<R> runner;
  private final Consumer<String> tell;
  private final BundleCache cache;
  private final PatientDownload download;
  private final Swap<R> swap;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(BundleFeed::newThread);
  private Bundle inUse;
  private String told = "";
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
    this.tell = listener::tell;
    this.cache = closer.own(BundleCache.open(options.cache(), source.name()));
    this.download =
        new PatientDownload(
            new Download(source, cache, options.part(), listener::progress),
            options.retryPause(),
            tell);
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
    Optional<Bundle> kept = kept();
    Bundle newest;
    try {
      newest = newest(kept);
    } catch (ScissionLiteException e) {
      newest = kept.orElseThrow(() -> e);
      tellOnce(e.getMessage() + "; the device runs " + version(newest.manifest()));
    }
    return openFirst(newest, kept);
  }

  private R openFirst(Bundle newest, Optional<Bundle> kept) {
    try {
      R opened = runner.open(newest);
      use(newest);
      return opened;
    } catch (ScissionLiteException e) {
      Bundle old = kept.filter(bundle -> !isSame(bundle, newest.manifest())).orElseThrow(() -> e);
      useless = newest.manifest().id();
      tellOnce(e.getMessage() + "; the device runs " + version(old.manifest()));
      R opened = runner.open(old);
      use(old);
      return opened;
    }
  }

  private void use(Bundle bundle) {
    cache.makeCurrent(bundle.manifest());
    inUse = bundle;
  }

  private static boolean isSame(Bundle bundle, Manifest other) {
    return bundle.manifest().id().equals(other.id());
  }

  /** The version in the cache, if it is whole. */
  private Optional<Bundle> kept() {
    return cache
        .current()
        .flatMap(
            folder -> {
              try {
                return Optional.of(BundleReader.open(folder, options.part()));
              } catch (ScissionLiteException e) {
                tell.accept(
                    "the cached version of bundle '%s' is not whole: %s; it is fetched again"
                        .formatted(source.name(), e.getMessage()));
                return Optional.empty();
              }
            });
  }

  /** What the edge offers, if that is to be taken; else the version before. */
  private Bundle newest(Optional<Bundle> before) {
    Manifest offered = source.announce();
    if (before.isPresent() && isSame(before.get(), offered)) {
      return before.get();
    }
    if (before.isPresent() && isBackwards(before.get().manifest(), offered)) {
      tellOnce(
          "edge %s offers %s, which is older than %s; it is taken with --allow-older only"
              .formatted(source.edge(), version(offered), version(before.get().manifest())));
      return before.get();
    }
    return download.fetch(offered, before);
  }

  private boolean isBackwards(Manifest before, Manifest offered) {
    return !options.allowsOlder() && offered.time().isBefore(before.time());
  }

  private String version(Manifest manifest) {
    String time = manifest.created() == null ? "unknown time" : manifest.created();
    return "version %s of bundle '%s', made at %s"
        .formatted(manifest.id().substring(0, 12), source.name(), time);
  }

  private void follow() {
    long tick = Math.min(TICK_MILLIS, options.pause().toMillis());
    var unused = thread.scheduleWithFixedDelay(this::tick, tick, tick, TimeUnit.MILLISECONDS);
  }

  private void tick() {
    long silentNanos = System.nanoTime() - lastNanos;
    boolean due = silentNanos >= options.pause().toNanos();
    if (due || (silentNanos >= options.pause().toNanos() / 10 && meetsOther())) {
      check();
      lastNanos = System.nanoTime();
    }
  }

  private boolean meetsOther() {
    try (Swap.Use<R> use = swap.use()) {
      return runner.meetsOtherBundle(use.value());
    } catch (ScissionLiteException e) {
      return false;
    }
  }

  private void check() {
    String toldBefore = told;
    try {
      Manifest offered = source.announce();
      if (!offered.id().equals(useless) && !isSame(inUse, offered)) {
        change(newest(Optional.of(inUse)));
      }
      told = told.equals(toldBefore) && isSame(inUse, offered) ? "" : told;
    } catch (ScissionLiteException e) {
      tellOnce(e.getMessage() + "; the device goes on with " + version(inUse.manifest()));
    } catch (RuntimeException | Error e) {
      tellOnce("unexpected: " + e);
    }
  }

  private void change(Bundle next) {
    if (isSame(inUse, next.manifest())) {
      return;
    }
    R opened;
    try {
      opened = runner.open(next);
    } catch (RuntimeException | Error e) {
      useless = next.manifest().id();
      throw e;
    }
    use(next);
    retiring++;
    var unused = swap.replace(opened).whenComplete((done, failure) -> later(this::retired));
    told = "";
    tell.accept("the device changes to " + version(next.manifest()));
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

  private void tellOnce(String line) {
    if (!line.equals(told)) {
      told = line;
      tell.accept(line);
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
