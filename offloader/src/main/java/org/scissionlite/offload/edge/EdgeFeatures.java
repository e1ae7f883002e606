package org.scissionlite.offload.edge;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.scissionlite.error.UsageException;
import org.scissionlite.offload.edge.registry.Budget;
import org.scissionlite.offload.edge.repository.RepositoryCalls;
import org.scissionlite.offload.wire.DistributionMessages;
import org.scissionlite.offload.wire.MeasurementMessages;
import org.scissionlite.offload.wire.ProbeMessages;

/**
 * What an edge offers beside answering requests for the bundles that it was started with.
 *
 * @param measurement measures models, where it is wanted; closed with the server
 * @param watched a folder whose sub-folders are bundles, too
 * @param pause between two looks at it
 * @param isControlled whether clients may load and unload models
 * @param isDistributing whether devices may fetch the bundles
 * @param budget what all bundles may take together
 * @param requestBytes the largest request where bundles may come later; where none can, the limit
 *     follows from those that are there
 * @param tell takes lines for the user, such as that a bundle was loaded
 * @param watch how it can be watched, and asked over HTTP
 */
public record EdgeFeatures(
    Optional<MeasurementService> measurement,
    Optional<Path> watched,
    Duration pause,
    boolean isControlled,
    boolean isDistributing,
    Budget budget,
    int requestBytes,
    Consumer<String> tell,
    EdgeWatch watch) {
  /** Holds a picture of 1920 x 1080 pixels as bytes. */
  private static final int USUAL_REQUEST_BYTES = 8_000_000;

  public EdgeFeatures {
    if (pause.toMillis() < 1) {
      throw new UsageException("expected a pause of at least 1 ms, got " + pause);
    }
    if (requestBytes < 1) {
      throw new UsageException("expected requests of a byte or more, got " + requestBytes);
    }
  }

  /** Nothing, with the usual limits. */
  public static EdgeFeatures none() {
    return new EdgeFeatures(
        Optional.empty(),
        Optional.empty(),
        Duration.ofSeconds(1),
        false,
        false,
        Budget.usual(),
        USUAL_REQUEST_BYTES,
        line -> {},
        EdgeWatch.NONE);
  }

  /** Whether bundles may come while it serves. */
  boolean isOpenToMore() {
    return watched.isPresent() || isControlled;
  }

  /** What the server's metadata says beyond the protocol. */
  List<String> extensions() {
    List<String> extensions =
        new ArrayList<>(List.of(ProbeMessages.EXTENSION, RepositoryCalls.EXTENSION));
    if (measurement.isPresent()) {
      extensions.add(MeasurementMessages.EXTENSION);
    }
    if (isDistributing) {
      extensions.add(DistributionMessages.EXTENSION);
    }
    return extensions;
  }

  public EdgeFeatures measuring(Optional<MeasurementService> value) {
    return new EdgeFeatures(
        value, watched, pause, isControlled, isDistributing, budget, requestBytes, tell, watch);
  }

  /** Looks at a folder, with a pause between two looks. */
  public EdgeFeatures watching(Path folder, Duration value) {
    return new EdgeFeatures(
        measurement,
        Optional.of(folder),
        value,
        isControlled,
        isDistributing,
        budget,
        requestBytes,
        tell,
        watch);
  }

  public EdgeFeatures controlled(boolean value) {
    return new EdgeFeatures(
        measurement, watched, pause, value, isDistributing, budget, requestBytes, tell, watch);
  }

  public EdgeFeatures distributing(boolean value) {
    return new EdgeFeatures(
        measurement, watched, pause, isControlled, value, budget, requestBytes, tell, watch);
  }

  public EdgeFeatures withBudget(Budget value) {
    return new EdgeFeatures(
        measurement,
        watched,
        pause,
        isControlled,
        isDistributing,
        value,
        requestBytes,
        tell,
        watch);
  }

  public EdgeFeatures withRequestBytes(int value) {
    return new EdgeFeatures(
        measurement, watched, pause, isControlled, isDistributing, budget, value, tell, watch);
  }

  public EdgeFeatures telling(Consumer<String> value) {
    return new EdgeFeatures(
        measurement,
        watched,
        pause,
        isControlled,
        isDistributing,
        budget,
        requestBytes,
        value,
        watch);
  }

  public EdgeFeatures watched(EdgeWatch value) {
    return new EdgeFeatures(
        measurement,
        watched,
        pause,
        isControlled,
        isDistributing,
        budget,
        requestBytes,
        tell,
        value);
  }
}
