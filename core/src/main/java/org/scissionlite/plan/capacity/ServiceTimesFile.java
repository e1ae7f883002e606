package org.scissionlite.plan.capacity;

import java.nio.file.Path;
import java.util.List;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.file.Json;

/**
 * Measured run times of an edge slice, as a file.
 *
 * @param schemaVersion 1
 * @param model the slice
 * @param engine what ran it
 * @param threads of one run
 * @param runs how many went on at a time
 * @param sizes the times, by batch
 */
public record ServiceTimesFile(
    int schemaVersion,
    String model,
    String engine,
    int threads,
    int runs,
    List<MeasuredRuns.Size> sizes) {
  /** The version that this program writes and reads. */
  public static final int SCHEMA_VERSION = 1;

  public ServiceTimesFile {
    if (schemaVersion != SCHEMA_VERSION) {
      throw new ScissionLiteException(
          "service times: expected schema version %d, got %d"
              .formatted(SCHEMA_VERSION, schemaVersion));
    }
    sizes = List.copyOf(sizes);
  }

  /**
   * Reads a file.
   *
   * @throws ScissionLiteException if it is not one of service times
   */
  public static ServiceTimesFile read(Path file) {
    return Json.read(file, ServiceTimesFile.class, "service times");
  }

  /** Writes a file. */
  public void write(Path file) {
    Json.write(file, this);
  }

  /** The times. */
  public MeasuredRuns times() {
    return new MeasuredRuns(sizes);
  }
}
