package org.scissionlite.cli.offload;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;
import org.scissionlite.bundle.BundlePart;
import org.scissionlite.bundle.signature.TrustedKeys;
import org.scissionlite.error.UsageException;
import org.scissionlite.offload.distribution.BundleFeed;
import org.scissionlite.offload.distribution.BundleName;
import org.scissionlite.offload.distribution.BundleSource;
import org.scissionlite.offload.distribution.FeedOptions;
import org.scissionlite.offload.distribution.Runner;
import org.scissionlite.offload.security.EdgeAccess;
import picocli.CommandLine.Option;

/** Whether a device fetches its bundle from an edge, and how it keeps it. */
final class FetchOptions {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  @Option(
      names = "--from",
      paramLabel = "HOST:PORT",
      converter = HostPort.class,
      description =
          "Fetch the bundle from an edge that was started with --distribute, where BUNDLE is its name there, and change to each new version of it. Without --edge, that edge is asked, too. Default: BUNDLE is a folder here.")
  private InetSocketAddress from;

  @Option(
      names = "--cache",
      paramLabel = "DIR",
      description =
          "With --from: where bundles are kept, so that the device starts when the edge is away. Default: the folder scissionlite in the user's cache.")
  private Path cache;

  @Option(
      names = "--allow-older",
      description =
          "With --from: also take a version that was made before the one in use. Default: off.")
  private boolean allowsOlder;

  @Option(
      names = "--no-local",
      description =
          "With --from: do not fetch what only the device's own answers need, the edge slice and the whole model. Default: off.")
  private boolean neverAnswersAlone;

  @Option(
      names = "--check-every",
      paramLabel = "S",
      defaultValue = "30",
      description =
          "With --from: seconds between two questions whether there is a new version; when the edge says that it runs another bundle, it is asked sooner. Default: ${DEFAULT-VALUE}.")
  private long checkSeconds;

  boolean isUsed() {
    return from != null;
  }

  InetSocketAddress from() {
    return from;
  }

  boolean answersLocally() {
    return !neverAnswersAlone;
  }

  /**
   * Refuses options that need {@code --from}.
   *
   * @throws UsageException for such a one; names it
   */
  void check() {
    if (!isUsed() && (cache != null || allowsOlder || neverAnswersAlone)) {
      throw new UsageException(
          "--cache, --allow-older and --no-local belong to a bundle that is fetched; give --from HOST:PORT");
    }
    if (checkSeconds < 1) {
      throw new UsageException("--check-every: expected at least 1 s, got " + checkSeconds);
    }
  }

  /**
   * What is fetched.
   *
   * @param name of the bundle on the edge
   * @param part of it that the device runs
   * @param access how the edge is entered
   * @param trusted whose bundles are taken
   */
  record Wanted(String name, BundlePart part, EdgeAccess access, TrustedKeys trusted) {}

  /**
   * Brings the bundle, and follows its versions.
   *
   * @throws UsageException for a name that is none
   */
  <R extends AutoCloseable> BundleFeed<R> open(
      Wanted wanted, Runner<R> runner, Consumer<String> tell) {
    FeedOptions options =
        FeedOptions.in(cache == null ? UserCache.folder().resolve("bundles") : cache, wanted.part())
            .allowingOlder(allowsOlder)
            .trusting(wanted.trusted())
            .askingEvery(Duration.ofSeconds(checkSeconds));
    return BundleFeed.open(
        BundleSource.of(from, wanted.access(), new BundleName(wanted.name()), PATIENCE),
        options,
        runner,
        new DownloadLines(wanted.name(), tell));
  }
}
