package org.scissionlite.evidence;

import static org.scissionlite.error.Fields.listed;
import static org.scissionlite.error.Fields.present;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BinaryOperator;
import org.scissionlite.error.UsageException;
import org.scissionlite.evidence.Measurement.Place;

/**
 * What was measured of transfer layers of one model.
 *
 * @param schemaVersion of the file
 * @param model its name
 * @param sha256 of its ONNX file
 * @param measurements at most one of each layer at each cut on the same images
 */
public record Evidence(
    int schemaVersion, String model, String sha256, List<Measurement> measurements) {
  /** The version of the file's schema, which every file names. */
  public static final int SCHEMA_VERSION = 2;

  /**
   * @throws UsageException for a missing value, or measurements that contradict each other
   */
  public Evidence {
    present(model, "model");
    present(sha256, "sha256");
    measurements = joined(listed(measurements, "measurements"), Measurement::and);
  }

  /** What was measured of a model. */
  public static Evidence of(String model, String sha256, List<Measurement> measurements) {
    return new Evidence(SCHEMA_VERSION, model, sha256, measurements);
  }

  private static List<Measurement> joined(
      List<Measurement> all, BinaryOperator<Measurement> ofSameImages) {
    Map<Measurement.Key, Measurement> byKey = new LinkedHashMap<>();
    all.forEach(each -> byKey.merge(each.key(), each, ofSameImages));
    return List.copyOf(byKey.values());
  }

  /**
   * This evidence and another.
   *
   * @throws UsageException if they are of different models, or contradict each other
   */
  public Evidence and(Evidence other) {
    requireModel(other.model, other.sha256);
    return of(model, sha256, concat(measurements, other.measurements));
  }

  /**
   * Checks that this is evidence of a model.
   *
   * @throws UsageException if it is of another
   */
  public void requireModel(String name, String hash) {
    if (!sha256.equals(hash)) {
      throw new UsageException(
          "evidence of model '%s' with SHA-256 %.12s, not of '%s' with %.12s; evaluate or search this model"
              .formatted(model, sha256, name, hash));
    }
  }

  /** This evidence with newer measurements, which replace older ones on the same images. */
  public Evidence updatedBy(List<Measurement> newer) {
    return of(
        model, sha256, joined(concat(measurements, newer), (before, after) -> after.over(before)));
  }

  /** This evidence without what is known of some layers, as they are fitted anew. */
  public Evidence without(Set<Place> places) {
    return of(
        model,
        sha256,
        measurements.stream().filter(each -> !places.contains(each.place())).toList());
  }

  private static List<Measurement> concat(
      Collection<Measurement> first, Collection<Measurement> second) {
    List<Measurement> all = new ArrayList<>(first);
    all.addAll(second);
    return all;
  }
}
