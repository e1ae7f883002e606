package org.scissionlite.plan.capacity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
 * @param runMillis processor time that a run takes beside the engine: its thread is woken, the
 *     answers' threads, too; 0, or absent in a file, where it is not known
 * @param requestMillis processor time that a request takes beside its run: messages, queue,
 *     threads; 0, or absent in a file, where it is not known
 * @param sizes the times, by batch
 */
public record ServiceTimesFile(
    int schemaVersion,
    String model,
    String engine,
    int threads,
    int runs,
    double runMillis,
    double requestMillis,
    List<MeasuredRuns.Size> sizes) {
  /** The version that this program writes and reads. */
  public static final int SCHEMA_VERSION = 1;

  public ServiceTimesFile {
    if (schemaVersion != SCHEMA_VERSION) {
      throw new ScissionLiteException(
          "service times: expected schema version %d, got %d"
              .formatted(SCHEMA_VERSION, schemaVersion));
    }
    check("runMillis", runMillis);
    check("requestMillis", requestMillis);
    sizes = List.copyOf(sizes);
  }

  private static void check(String field, double millis) {
    if (!Double.isFinite(millis) || millis < 0) {
      throw new ScissionLiteException(
          "service times: expected %s of 0 or more, got %s".formatted(field, millis));
    }
  }

  /**
   * Reads a file.
   *
   * @throws ScissionLiteException if it is not one of service times
   */
  public static ServiceTimesFile read(Path file) {
    return Json.read(
        file, ServiceTimesFile.class, "service times", ServiceTimesFile::withoutRequests);
  }

  /** Older files tell the runs alone. */
  private static void withoutRequests(JsonNode file) {
    if (file instanceof ObjectNode fields) {
      for (String field : List.of("runMillis", "requestMillis")) {
        if (!fields.has(field)) {
          fields.put(field, 0);
        }
      }
    }
  }

  /** Writes a file. */
  public void write(Path file) {
    Json.write(file, this);
  }

  /** What keeps a core busy: the runs, with what they and their requests take beside them. */
  public ServiceTime service() {
    return times().with(runMillis / 1e3, requestMillis / 1e3);
  }

  /** The times of the runs alone. */
  public MeasuredRuns times() {
    return new MeasuredRuns(sizes);
  }
}
