package org.scissionlite.offload.distribution;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.scissionlite.bundle.Bundle;
import org.scissionlite.bundle.BundlePart;
import org.scissionlite.bundle.BundleReader;
import org.scissionlite.bundle.Manifest;
import org.scissionlite.bundle.ManifestFile;
import org.scissionlite.bundle.SliceFile;
import org.scissionlite.bundle.signature.TrustedKeys;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.file.AtomicWrite;
import org.scissionlite.file.FileTree;
import org.scissionlite.file.Sha256;

/**
 * Brings one version of a bundle from an edge into a cache: what is missing of it, from the byte on
 * that is missing. A file of which the version in use has the same bytes is copied from there.
 */
final class Download {
  private static final long KILOBYTE = 1000;

  private final BundleSource source;
  private final BundleCache cache;
  private final BundlePart part;
  private final TrustedKeys trusted;
  private final DownloadProgress progress;

  Download(BundleSource source, BundleCache cache, FeedOptions options, DownloadProgress progress) {
    this.source = source;
    this.cache = cache;
    this.part = options.part();
    this.trusted = options.trusted();
    this.progress = progress;
  }

  /**
   * Fetches what is missing; what was received stays for the next time if it fails.
   *
   * @param inUse the version that the device runs, if it runs one
   * @throws org.scissionlite.offload.connection.EdgeFailure if the connection breaks
   * @throws ScissionLiteException if the edge serves other bytes than it announces, or the disk
   *     takes no more
   */
  Bundle fetch(Manifest version, Optional<Bundle> inUse) {
    Path folder = cache.version(version);
    List<SliceFile> missing =
        part.files(version).stream().filter(file -> !isIntact(folder, file)).toList();
    cache.keepOnlyPartial(missing);
    requireSpace(missing);
    long total = missing.stream().mapToLong(SliceFile::bytes).sum();
    long done = 0;
    for (SliceFile file : missing) {
      progress.accept(done + cache.partialBytes(file), total);
      Path received = copied(file, inUse).orElse(null);
      if (received == null) {
        received = received(version, file, new Place(done, total));
      }
      put(received, folder.resolve(file.path()));
      done += file.bytes();
      progress.accept(done, total);
    }
    AtomicWrite.file(
        folder.resolve(ManifestFile.NAME),
        file -> Files.writeString(file, ManifestFile.text(version)));
    return BundleReader.open(folder, part, trusted);
  }

  /** The bytes of a version that have not arrived. */
  long missingBytes(Manifest version) {
    return part.files(version).stream()
        .filter(file -> !Files.exists(cache.version(version).resolve(file.path())))
        .mapToLong(file -> file.bytes() - cache.partialBytes(file))
        .sum();
  }

  private record Place(long done, long total) {}

  private static boolean isIntact(Path folder, SliceFile file) {
    try {
      Path path = folder.resolve(file.path());
      return Files.isRegularFile(path)
          && Files.size(path) == file.bytes()
          && Sha256.of(path).equals(file.sha256());
    } catch (IOException | ScissionLiteException e) {
      return false;
    }
  }

  private void requireSpace(List<SliceFile> missing) {
    long needed = 0;
    for (SliceFile file : missing) {
      needed = Math.addExact(needed, Math.max(0, file.bytes() - cache.partialBytes(file)));
    }
    long free = usableSpace();
    if (needed > free) {
      throw notKept(
          String.format(
              Locale.ROOT,
              "it needs %,d kB more, %,d kB are free",
              needed / KILOBYTE + 1,
              free / KILOBYTE),
          null);
    }
  }

  private long usableSpace() {
    try {
      return Files.getFileStore(cache.folder()).getUsableSpace();
    } catch (IOException e) {
      return Long.MAX_VALUE;
    }
  }

  private ScissionLiteException notKept(String what, Throwable cause) {
    return new ScissionLiteException(
        "cannot keep bundle '%s' in %s: %s; make room there, or choose another place with --cache"
            .formatted(source.name(), cache.folder(), what),
        cause);
  }

  private Optional<Path> copied(SliceFile file, Optional<Bundle> inUse) {
    Optional<Path> same =
        inUse.flatMap(
            bundle ->
                bundle
                    .manifest()
                    .files()
                    .filter(
                        each ->
                            each.sha256().equals(file.sha256()) && isIntact(bundle.folder(), each))
                    .map(bundle::file)
                    .findFirst());
    if (same.isEmpty()) {
      return Optional.empty();
    }
    Path copy = cache.partial(file);
    try {
      Files.copy(same.get(), copy, StandardCopyOption.REPLACE_EXISTING);
      return isHashed(copy, file) ? Optional.of(copy) : Optional.empty();
    } catch (IOException e) {
      throw failed(copy, e);
    }
  }

  private static boolean isHashed(Path path, SliceFile file) {
    return Sha256.of(path).equals(file.sha256());
  }

  /** The bytes of a file; those that lay there may have been lost with the power. */
  private Path received(Manifest version, SliceFile file, Place place) {
    Path partial = cache.partial(file);
    boolean resumed = cache.partialBytes(file) > 0;
    receive(version, file, place);
    if (resumed && !isHashed(partial, file)) {
      FileTree.remove(partial);
      receive(version, file, place);
    }
    if (!isHashed(partial, file)) {
      FileTree.remove(partial);
      throw new ScissionLiteException(
          "edge %s sends other bytes of '%s' than bundle '%s' announces; its hash is not %s"
              .formatted(source.edge(), file.path(), source.name(), file.sha256()));
    }
    return partial;
  }

  private void receive(Manifest version, SliceFile file, Place place) {
    Path partial = cache.partial(file);
    if (cache.partialBytes(file) > file.bytes()) {
      FileTree.remove(partial);
    }
    try (FileChannel out =
        FileChannel.open(
            partial,
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.APPEND)) {
      long[] size = {out.size()};
      if (size[0] < file.bytes()) {
        source.fetch(
            version,
            file,
            size[0],
            piece -> {
              size[0] += piece.size();
              requireAnnounced(size[0], file);
              write(out, piece.asReadOnlyByteBuffer(), partial);
              progress.accept(place.done() + size[0], place.total());
            });
      }
      requireWhole(size[0], file);
      out.force(true);
    } catch (IOException e) {
      throw failed(partial, e);
    }
  }

  private void write(FileChannel out, ByteBuffer bytes, Path partial) {
    try {
      while (bytes.hasRemaining()) {
        out.write(bytes);
      }
    } catch (IOException e) {
      throw failed(partial, e);
    }
  }

  /** A disk that is full is not left full. */
  private ScissionLiteException failed(Path partial, IOException e) {
    if (e instanceof ClosedByInterruptException) {
      return new ScissionLiteException("the download was interrupted", e);
    }
    FileTree.deleteQuietly(partial);
    return notKept(AtomicWrite.reason(e), e);
  }

  private void requireAnnounced(long size, SliceFile file) {
    if (size > file.bytes()) {
      FileTree.deleteQuietly(cache.partial(file));
      throw new ScissionLiteException(
          "edge %s sends more of '%s' than the %d bytes that bundle '%s' announces"
              .formatted(source.edge(), file.path(), file.bytes(), source.name()));
    }
  }

  private void requireWhole(long size, SliceFile file) {
    if (size < file.bytes()) {
      throw new BrokenDownload(
          "edge %s ended '%s' of bundle '%s' after %d of %d bytes"
              .formatted(source.edge(), file.path(), source.name(), size, file.bytes()));
    }
  }

  private void put(Path received, Path place) {
    AtomicWrite.file(
        place, file -> Files.move(received, file, StandardCopyOption.REPLACE_EXISTING));
  }
}
