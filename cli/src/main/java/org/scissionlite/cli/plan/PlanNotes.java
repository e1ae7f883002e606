package org.scissionlite.cli.plan;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.scissionlite.plan.Plan;
import org.scissionlite.profile.CutProfile;
import org.scissionlite.profile.Profile;

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
}
