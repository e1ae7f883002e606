package org.scissionlite.offload.distribution;

import java.nio.file.Path;
import java.time.Duration;
import org.scissionlite.bundle.BundlePart;
import org.scissionlite.bundle.signature.TrustedKeys;
import org.scissionlite.error.UsageException;

/**
 * What a device wants to be fed with.
 *
 * @param cache where bundles are kept
 * @param part of the bundle that it needs
 * @param allowsOlder whether it takes a version that is older than the one that it runs
 * @param pause between two questions whether there is a new version
 * @param retryPause before a download that broke goes on
 * @param trusted whose bundles it takes
 */
public record FeedOptions(
    Path cache,
    BundlePart part,
    boolean allowsOlder,
    Duration pause,
    Duration retryPause,
    TrustedKeys trusted) {
  public FeedOptions {
    if (pause.toMillis() < 1) {
      throw new UsageException("expected a pause of at least 1 ms, got " + pause);
    }
  }

  /** Asks every 30 s, and takes what is newer. */
  public static FeedOptions in(Path cache, BundlePart part) {
    return new FeedOptions(
        cache, part, false, Duration.ofSeconds(30), Duration.ofSeconds(1), TrustedKeys.anybody());
  }

  public FeedOptions allowingOlder(boolean value) {
    return new FeedOptions(cache, part, value, pause, retryPause, trusted);
  }

  public FeedOptions askingEvery(Duration value) {
    return new FeedOptions(cache, part, allowsOlder, value, retryPause, trusted);
  }

  public FeedOptions retryingAfter(Duration value) {
    return new FeedOptions(cache, part, allowsOlder, pause, value, trusted);
  }

  /** Takes only bundles that one of the keys has signed. */
  public FeedOptions trusting(TrustedKeys value) {
    return new FeedOptions(cache, part, allowsOlder, pause, retryPause, value);
  }
}
