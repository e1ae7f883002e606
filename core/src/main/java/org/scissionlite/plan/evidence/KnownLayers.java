package org.scissionlite.plan.evidence;

import java.util.ArrayList;
import java.util.List;
import org.scissionlite.error.UsageException;
import org.scissionlite.evidence.Evidence;
import org.scissionlite.evidence.Loss;
import org.scissionlite.evidence.Measurement;
import org.scissionlite.evidence.Measurement.Place;
import org.scissionlite.plan.question.Accuracies;
import org.scissionlite.plan.question.Accuracies.CutAccuracy;
import org.scissionlite.plan.question.Similarities;
import org.scissionlite.plan.question.Similarities.CutSimilarity;
import org.scissionlite.profile.CutProfile;
import org.scissionlite.profile.Profile;

/**
 * Profiles together with what was measured of transfer layers on images.
 *
 * @param profiles with the layers of the evidence at their cuts: bytes as they were counted, times
 *     of the nearest member of the family that was benchmarked there
 * @param accuracies what the layers cost
 * @param similarities what an attacker rebuilds from them
 * @param unpriced layers that cannot compete, in words, as no member of their family was
 *     benchmarked at their cut
 */
public record KnownLayers(
    List<Profile> profiles,
    Accuracies accuracies,
    Similarities similarities,
    List<String> unpriced) {
  public KnownLayers {
    profiles = List.copyOf(profiles);
    unpriced = List.copyOf(unpriced);
  }

  /**
   * Joins profiles and evidence of one model.
   *
   * @param profiles at least one
   * @throws UsageException if the evidence is of another model, or of a cut that the profiles lack
   */
  public static KnownLayers of(List<Profile> profiles, Evidence evidence) {
    Profile example = profiles.get(0);
    evidence.requireModel(example.model().name(), example.model().sha256());
    List<MeasuredPlace> places = MeasuredPlace.all(evidence);
    requireCuts(example, places);
    List<Profile> joined = new ArrayList<>();
    List<String> unpriced = new ArrayList<>();
    for (Profile profile : profiles) {
      EvidencedProfile one = EvidencedProfile.of(profile, places);
      joined.add(one.profile());
      unpriced.addAll(one.unpriced());
    }
    List<MeasuredPlace> priced =
        places.stream().filter(place -> competes(joined, place.place())).toList();
    return new KnownLayers(joined, accuracies(evidence, priced), similarities(priced), unpriced);
  }

  private static void requireCuts(Profile profile, List<MeasuredPlace> places) {
    List<String> cuts = profile.cuts().stream().map(CutProfile::name).toList();
    for (MeasuredPlace place : places) {
      if (!cuts.contains(place.place().cut())) {
        UsageException unknown = UsageException.unknownName("cut", place.place().cut(), cuts);
        throw new UsageException("evidence: " + unknown.getMessage(), unknown);
      }
    }
  }

  /** Whether any system knows the costs of a layer. */
  private static boolean competes(List<Profile> profiles, Place place) {
    return Accuracies.isLossless(place.layer().spec())
        || profiles.stream()
            .flatMap(profile -> profile.cuts().stream())
            .filter(cut -> cut.name().equals(place.cut()))
            .flatMap(cut -> cut.transferLayers().stream())
            .anyMatch(layer -> layer.spec().equals(place.layer().spec()));
  }

  private static Accuracies accuracies(Evidence evidence, List<MeasuredPlace> places) {
    double model = uncut(evidence);
    List<CutAccuracy> cuts =
        places.stream()
            .flatMap(
                each -> each.answers().stream().map(found -> accuracy(each.place(), model, found)))
            .toList();
    return new Accuracies(model, cuts);
  }

  private static CutAccuracy accuracy(Place place, double model, Measurement found) {
    Loss loss = found.answers().loss(found.images().use());
    double accuracy = Math.min(1, Math.max(0, model - loss.share()));
    return new CutAccuracy(place.cut(), place.layer().spec(), accuracy, loss);
  }

  /** The uncut model's accuracy on the images that say most; 1 where none has labels. */
  private static double uncut(Evidence evidence) {
    return evidence.measurements().stream()
        .filter(each -> each.answers() != null && each.answers().labelled())
        .max(MeasuredPlace.SAYS_MORE)
        .map(Measurement::answers)
        .map(answers -> (double) answers.uncutRight() / answers.images())
        .orElse(1.0);
  }

  private static Similarities similarities(List<MeasuredPlace> places) {
    return new Similarities(
        places.stream()
            .filter(each -> each.ssim().isPresent())
            .map(
                each ->
                    new CutSimilarity(
                        each.place().cut(), each.place().layer().spec(), each.ssim().getAsDouble()))
            .toList());
  }
}
