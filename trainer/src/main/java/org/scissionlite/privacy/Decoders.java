package org.scissionlite.privacy;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.scissionlite.engine.Session;
import org.scissionlite.evaluation.similarity.Ssim;
import org.scissionlite.input.Pixels;
import org.scissionlite.model.ModelGraph;
import org.scissionlite.model.Tensor;
import org.scissionlite.training.Objective;
import org.scissionlite.training.examples.ExamplePairs;

/**
 * The decoders that an attacker of the experiment's strength learns from known pictures.
 *
 * @param known pictures
 * @param typical their mean
 * @param pairs what was heard of each of them, and its difference to the mean
 */
record Decoders(
    PrivacyExperiment experiment, List<Pixels> known, MeanPicture typical, ExamplePairs pairs) {
  /** The only one, or the one that is best on the known pictures that no weight is learned from. */
  ModelGraph best(String subject) {
    Objective levels = new Objective.Reconstruction();
    if (experiment.settings().strength() == AttackStrength.USUAL) {
      return learned(subject, levels);
    }
    Objective structure = new Objective.Structure(typical.shares());
    return Stream.of(
            learned(subject + ", levels", levels), learned(subject + ", structure", structure))
        .max(Comparator.comparingDouble(this::similarity))
        .orElseThrow();
  }

  private ModelGraph learned(String attack, Objective objective) {
    return new ReconstructionAttack(
            experiment.settings(),
            objective,
            experiment.progress().attackOn(attack),
            experiment.progress().nextCheckpoint())
        .learn(pairs);
  }

  private double similarity(ModelGraph decoder) {
    int learned = ReconstructionAttack.learned(known.size());
    try (Session session = experiment.engine().open(decoder, experiment.settings().threads())) {
      return IntStream.range(learned, known.size())
          .mapToDouble(i -> Ssim.of(known.get(i), rebuilt(session, pairs.input(i))))
          .average()
          .orElseThrow();
    }
  }

  /** The picture that a decoder makes of features. */
  Pixels rebuilt(Session decoder, Tensor features) {
    Tensor difference =
        decoder.run(Map.of(InversionNetwork.FEATURES, features)).get(InversionNetwork.DIFFERENCE);
    return typical.plus(difference);
  }
}
