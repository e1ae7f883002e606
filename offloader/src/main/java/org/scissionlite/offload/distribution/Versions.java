package org.scissionlite.offload.distribution;

import java.util.Optional;
import org.scissionlite.bundle.Bundle;
import org.scissionlite.bundle.BundleReader;
import org.scissionlite.bundle.Manifest;
import org.scissionlite.error.ScissionLiteException;

/**
 * The versions of a bundle that a device can have: the one that is kept, and the one that the edge
 * offers, which is taken unless it is older.
 */
final class Versions {
  private static final int ID_CHARACTERS = 12;

  private final BundleSource source;
  private final BundleCache cache;
  private final FeedOptions options;
  private final PatientDownload download;
  private final Teller teller;

  Versions(BundleSource source, BundleCache cache, FeedOptions options, FeedListener listener) {
    this.source = source;
    this.cache = cache;
    this.options = options;
    this.teller = new Teller(listener::tell);
    this.download =
        new PatientDownload(
            new Download(source, cache, options, listener::progress),
            options.retryPause(),
            listener::tell);
  }

  Teller teller() {
    return teller;
  }

  /** The version in the cache, if it is whole. */
  Optional<Bundle> kept() {
    return cache
        .current()
        .flatMap(
            folder -> {
              try {
                return Optional.of(BundleReader.open(folder, options.part(), options.trusted()));
              } catch (ScissionLiteException e) {
                teller.tell(
                    "the cached version of bundle '%s' is not whole: %s; it is fetched again"
                        .formatted(source.name(), e.getMessage()));
                return Optional.empty();
              }
            });
  }

  /** What the edge offers now. */
  Manifest offered() {
    return source.announce(options.trusted());
  }

  /**
   * What the edge offers, fetched, if that is to be taken; else the version before.
   *
   * @throws ScissionLiteException if it cannot be fetched
   */
  Bundle newest(Manifest offered, Optional<Bundle> before) {
    if (before.isEmpty()) {
      return download.fetch(offered, before);
    }
    Manifest old = before.get().manifest();
    if (old.id().equals(offered.id())) {
      return before.get();
    }
    if (!options.allowsOlder() && offered.time().isBefore(old.time())) {
      teller.once(
          "edge %s offers %s, which is older than %s; it is taken with --allow-older only"
              .formatted(source.edge(), describe(offered), describe(old)));
      return before.get();
    }
    return download.fetch(offered, before);
  }

  /** A version in words. */
  String describe(Manifest manifest) {
    String time = manifest.created() == null ? "unknown time" : manifest.created();
    return "version %s of bundle '%s', made at %s"
        .formatted(manifest.id().substring(0, ID_CHARACTERS), source.name(), time);
  }
}
