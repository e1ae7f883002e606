package org.scissionlite.benchmarks.survival;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import org.scissionlite.bundle.BundlePart;
import org.scissionlite.model.Tensor;
import org.scissionlite.offload.device.Answer;
import org.scissionlite.offload.device.DeviceOptions;
import org.scissionlite.offload.device.DeviceRuntime;
import org.scissionlite.offload.distribution.BundleFeed;
import org.scissionlite.offload.distribution.BundleName;
import org.scissionlite.offload.distribution.BundleSource;
import org.scissionlite.offload.distribution.FeedOptions;
import org.scissionlite.offload.distribution.Swap;

/** The device of the law: has an image at each interval, until all have an answer. */
final class SurvivalDevice {
  /** Of the bundle at the edge. */
  static final String NAME = "parts";

  private static final int IN_FLIGHT = 16;
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** How often it looks for a new version. */
  private static final Duration ASK = Duration.ofMillis(500);

  private SurvivalDevice() {}

  /** Takes the cache, host and port of the edge, the log, images, interval and deadline. */
  public static void main(String[] arguments) throws Exception {
    Path cache = Path.of(arguments[0]);
    InetSocketAddress edge =
        InetSocketAddress.createUnresolved(arguments[1], Integer.parseInt(arguments[2]));
    Path log = Path.of(arguments[3]);
    int images = Integer.parseInt(arguments[4]);
    long intervalNanos = Duration.ofMillis(Long.parseLong(arguments[5])).toNanos();
    DeviceOptions options =
        DeviceOptions.sendingTo(edge)
            .withThreads(1)
            .withInFlight(IN_FLIGHT)
            .withDeadline(Duration.ofMillis(Long.parseLong(arguments[6])))
            .withChanges(change -> System.err.println("device: " + change));
    try (AnswerLog answers = AnswerLog.open(log);
        BundleFeed<FollowingDevice> feed = feed(cache, edge, options, newsBeside(log))) {
      List<Map<String, Tensor>> pictures = pictures(feed);
      System.out.println("ready");
      List<CompletableFuture<?>> written = new ArrayList<>();
      long due = System.nanoTime();
      for (int image : AnswerLog.missing(AnswerLog.read(log), images)) {
        await(due);
        Swap.Use<FollowingDevice> use = feed.running().use();
        written.add(
            use.value()
                .runtime()
                .submit(pictures.get(image % pictures.size()), due)
                .handle((found, failure) -> write(answers, image, found, failure))
                .whenComplete((done, failure) -> use.close()));
        due += intervalNanos;
      }
      CompletableFuture.allOf(written.toArray(CompletableFuture[]::new)).join();
    }
    System.exit(0);
  }

  /** What devices that write that log tell of their bundle. */
  static News newsBeside(Path log) {
    return new News(log.resolveSibling("news.txt"));
  }

  private static BundleFeed<FollowingDevice> feed(
      Path cache, InetSocketAddress edge, DeviceOptions options, News news) {
    BundleSource source = BundleSource.of(edge, new BundleName(NAME), PATIENCE);
    FeedOptions wanted = FeedOptions.in(cache, new BundlePart("", true)).askingEvery(ASK);
    return BundleFeed.open(
        source,
        wanted,
        new FollowingDevice.Opening(
            bundle -> DeviceRuntime.open(bundle, SurvivalModel.engine(), options)),
        news::tell);
  }

  private static List<Map<String, Tensor>> pictures(BundleFeed<FollowingDevice> feed) {
    try (Swap.Use<FollowingDevice> use = feed.running().use()) {
      return new SurvivalModel(use.value().bundle()).pictures();
    }
  }

  private static void await(long due) {
    for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }

  private static boolean write(AnswerLog answers, int image, Answer found, Throwable failure) {
    if (failure == null) {
      answers.answered(image, found);
    } else {
      System.err.println("device: image %d: %s".formatted(image, failure));
      answers.failed(image);
    }
    return true;
  }
}
