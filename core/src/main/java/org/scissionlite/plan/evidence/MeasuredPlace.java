package org.scissionlite.plan.evidence;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.scissionlite.evidence.Evidence;
import org.scissionlite.evidence.Measurement;
import org.scissionlite.evidence.Measurement.Place;

/**
 * All that was measured of one layer at one cut.
 *
 * @param all measurements, at least one
 */
record MeasuredPlace(Place place, List<Measurement> all) {
  /** Images that nothing was chosen on say more, then more images. */
  static final Comparator<Measurement> SAYS_MORE =
      Comparator.comparing((Measurement each) -> each.images().use())
          .thenComparing(each -> each.images().count());

  static List<MeasuredPlace> all(Evidence evidence) {
    Map<Place, List<Measurement>> byPlace =
        evidence.measurements().stream()
            .collect(
                Collectors.groupingBy(Measurement::place, LinkedHashMap::new, Collectors.toList()));
    return byPlace.entrySet().stream()
        .map(each -> new MeasuredPlace(each.getKey(), each.getValue()))
        .toList();
  }

  /** The measurement whose bytes say most. */
  Optional<Measurement> bytes() {
    return all.stream().filter(each -> each.bytes() != null).max(SAYS_MORE);
  }

  /** The measurement whose answers say most; with labels more than without. */
  Optional<Measurement> answers() {
    return all.stream()
        .filter(each -> each.answers() != null)
        .max(
            Comparator.comparing((Measurement each) -> each.answers().labelled())
                .thenComparing(SAYS_MORE));
  }

  /** What the most successful attacker rebuilt. */
  OptionalDouble ssim() {
    return all.stream()
        .map(Measurement::ssim)
        .filter(Objects::nonNull)
        .mapToDouble(Double::doubleValue)
        .max();
  }
}
