package org.scissionlite.cli.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.file.AtomicWrite;
import org.scissionlite.file.BuildVersion;
import org.scissionlite.file.Sha256;
import org.scissionlite.profile.Machine;

/**
 * Where a page comes from.
 *
 * @param made when, UTC, such as "2026-11-26T07:25:23Z"
 * @param version of this program
 * @param machine that made the page, which need not be one that was measured
 * @param files that were read
 */
record Provenance(String made, String version, String machine, List<SourceFile> files) {
  /** A file by its name, without the folders above it. */
  record SourceFile(String name, long bytes, String sha256) {
    /**
     * @throws ScissionLiteException if it cannot be read
     */
    static SourceFile of(Path file) {
      try {
        return new SourceFile(
            String.valueOf(file.getFileName()), Files.size(file), Sha256.of(file));
      } catch (IOException e) {
        throw new ScissionLiteException(
            "cannot read %s: %s".formatted(file, AtomicWrite.reason(e)), e);
      }
    }
  }

  static Provenance of(Clock clock, List<SourceFile> files) {
    return new Provenance(
        clock.instant().truncatedTo(ChronoUnit.SECONDS).toString(),
        BuildVersion.get(),
        "%s, %d processors, %s, Java %s"
            .formatted(Machine.cpu(), Machine.cores(), Machine.os(), Machine.java()),
        files);
  }
}
