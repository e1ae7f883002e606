package org.scissionlite.cli.plan;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.scissionlite.plan.Plan;
import org.scissionlite.plan.scenario.Hop;
import org.scissionlite.profile.CutProfile;
import org.scissionlite.profile.IntervalTimes;
import org.scissionlite.profile.LayerCost;
import org.scissionlite.profile.Profile;
import org.scissionlite.profile.SystemId;

/** What a user should know before trusting a plan. */
final class PlanNotes {
  private PlanNotes() {}

  /** A line each; none where nothing needs to be said. */
  static List<String> of(Plan plan, List<Profile> profiles, int maxCutTensors) {
    List<String> notes = new ArrayList<>();
    Map<String, List<String>> systems = new LinkedHashMap<>();
    for (Profile profile : profiles) {
      for (String warning : profile.warnings()) {
        systems.computeIfAbsent(warning, key -> new ArrayList<>()).add(profile.system().toString());
      }
    }
    systems.forEach(
        (warning, of) -> notes.add("warning: %s: %s".formatted(String.join(", ", of), warning)));
    int batch = profiles.get(0).provenance().batch();
    if (batch > 1) {
      notes.add("note: a run takes %d inputs; times and bytes are those of all".formatted(batch));
    }
    notes.addAll(paces(profiles));
    notes.addAll(priced(plan, profiles));
    int tensors =
        profiles.get(0).cuts().stream().skip(1).mapToInt(CutProfile::tensors).max().orElse(1);
    if (maxCutTensors > tensors) {
      notes.add(
          "note: the profiles hold cuts of at most %d tensor(s); benchmark with --max-cut-tensors %d for more"
              .formatted(tensors, maxCutTensors));
    }
    Set<String> unknown = new LinkedHashSet<>();
    plan.scenarios().forEach(scenario -> unknown.addAll(scenario.layersOfUnknownSize()));
    if (!unknown.isEmpty()) {
      notes.add(
          "note: how many bytes %s sends depends on the data, and nobody counted them: it competes"
                  .formatted(String.join(", ", unknown))
              + " with the most that it can send; benchmark with --data IMAGES");
    }
    if (!plan.losses().isEmpty() && plan.losses().get(0).isEmpty()) {
      notes.add(
          "note: what the best scenario loses in accuracy is not known; measure it with 'evaluate'"
              + " and give --evidence BUNDLE");
    }
    return notes;
  }

  /** That layers of the evidence do not compete, as nobody knows what they cost. */
  static List<String> unpriced(List<String> layers) {
    return layers.stream()
        .map(
            layer ->
                "note: %s does not compete: the cost of its encoder and decoder was not measured; run benchmark again"
                    .formatted(layer))
        .toList();
  }

  /** How much longer computing takes than in a hot loop. */
  private static List<String> paces(List<Profile> profiles) {
    List<String> notes = new ArrayList<>();
    for (Profile profile : profiles) {
      Optional.ofNullable(profile.intervals())
          .ifPresent(times -> notes.add(pace(profile.system(), times)));
    }
    List<String> hot =
        profiles.stream()
            .filter(profile -> profile.intervals() == null)
            .map(profile -> profile.system().toString())
            .toList();
    if (!hot.isEmpty()) {
      notes.add(
          "note: %s: measured in a hot loop alone, so that computing is predicted too low; benchmark again"
              .formatted(String.join(", ", hot)));
    }
    return notes;
  }

  private static String pace(SystemId system, IntervalTimes times) {
    String note =
        String.format(
            Locale.ROOT,
            "note: %s: computing takes %.2f times as long as in a hot loop, and %.2f ms to begin, as measured every %.0f ms",
            system,
            times.steady(),
            times.entry().medianMillis(),
            times.intervalNanos() / 1e6);
    return times.start() == null
        ? note
        : note
            + String.format(
                Locale.ROOT,
                "; the first %d runs after a start %.2f times",
                times.runs(),
                times.start());
  }

  /** Which layers of the best scenario have the time of another one. */
  private static List<String> priced(Plan plan, List<Profile> profiles) {
    if (plan.scenarios().isEmpty()) {
      return List.of();
    }
    return plan.best().route().hops().stream()
        .filter(Hop::hasTransferLayer)
        .flatMap(hop -> priced(hop, profiles).stream())
        .distinct()
        .toList();
  }

  private static Optional<String> priced(Hop hop, List<Profile> profiles) {
    String spec = hop.payload().transferLayer();
    return profiles
        .get(0)
        .cuts()
        .get(hop.cut().block())
        .cost(spec)
        .map(LayerCost::spec)
        .filter(nearest -> !nearest.equals(spec))
        .map(
            nearest ->
                "note: %s is taken to run as long as %s, the nearest of its kind that was measured at '%s'"
                    .formatted(spec, nearest, hop.cut().name()));
  }
}
