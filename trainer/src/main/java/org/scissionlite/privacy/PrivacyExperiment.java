package org.scissionlite.privacy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.scissionlite.engine.Engine;
import org.scissionlite.engine.Session;
import org.scissionlite.input.Pixels;
import org.scissionlite.model.ModelGraph;
import org.scissionlite.training.TrainingListener;
import org.scissionlite.training.examples.ExamplePairs;

/**
 * Measures how well pictures can be rebuilt from what a scenario sends, beside what the same
 * attacker makes of the published TL at the same cut, of a JPEG of the same size, and of nothing.
 *
 * @param engine runs slices and decoders
 * @param images known and to be rebuilt
 * @param progress hears of every step; the attacks train one after the other
 */
public record PrivacyExperiment(
    Engine engine, AttackImages images, AttackSettings settings, Progress progress) {
  /** What an attack holds of features at most; early cuts of large models leave fewer known. */
  private static final long MOST_FEATURE_BYTES = 800_000_000;

  /** Hears how the attacks go. */
  @FunctionalInterface
  public interface Progress {
    /** A training's listener for the attack on a subject. */
    TrainingListener attackOn(String subject);

    /** Where the next attack writes its checkpoint; nowhere if it cannot go on when stopped. */
    default Optional<Path> nextCheckpoint() {
      return Optional.empty();
    }
  }

  /**
   * The pictures that came out, by what they were rebuilt from.
   *
   * @param similarities in the order of the pictures
   * @param knownImages of the attacker
   */
  public record Outcome(
      List<Similarity> similarities, Map<String, List<Pixels>> pictures, int knownImages) {}

  /**
   * Attacks.
   *
   * @param subjects the scenario first, then others at the same cut, by name
   */
  public Outcome attack(Map<String, Wiretap> subjects) {
    Run run = new Run();
    subjects.forEach(run::rebuild);
    run.addJpeg();
    run.add("nothing (mean picture)", 0, same(MeanPicture.of(images.known()).picture()));
    return run.outcome();
  }

  private List<Pixels> same(Pixels picture) {
    return images.test().stream().map(each -> picture).toList();
  }

  /** One experiment as it goes. */
  private final class Run {
    private final Map<String, List<Pixels>> pictures = new LinkedHashMap<>();
    private final Map<String, Similarity> similarities = new LinkedHashMap<>();
    private int known = images.known().size();

    void rebuild(String subject, Wiretap wiretap) {
      AttackImages fitting =
          images.knowingAtMost(MOST_FEATURE_BYTES / wiretap.features().type().bytes());
      known = fitting.known().size();
      MeanPicture typical = MeanPicture.of(fitting.known());
      ExamplePairs pairs =
          new ExamplePairs(
              fitting.known().stream().map(each -> images.heard(wiretap, each).features()).toList(),
              fitting.known().stream().map(typical::differenceOf).toList());
      Decoders decoders = new Decoders(PrivacyExperiment.this, fitting.known(), typical, pairs);
      ModelGraph decoder = decoders.best(subject);
      List<Pixels> rebuilt = new ArrayList<>();
      long bytes = 0;
      try (Session session = engine.open(decoder, settings.threads())) {
        for (Pixels picture : images.test()) {
          Wiretap.Heard heard = images.heard(wiretap, picture);
          bytes += heard.bytes();
          rebuilt.add(decoders.rebuilt(session, heard.features()));
        }
      }
      add(subject, (double) bytes / rebuilt.size(), rebuilt);
    }

    /** The picture itself, in as many bytes as the first subject sends on average. */
    void addJpeg() {
      long bytes = Math.round(similarities.values().iterator().next().meanBytes());
      List<SmallJpeg> jpegs =
          images.test().stream().map(picture -> SmallJpeg.of(picture, bytes)).toList();
      add(
          "JPEG of that size",
          jpegs.stream().mapToLong(SmallJpeg::bytes).average().orElseThrow(),
          jpegs.stream().map(SmallJpeg::decoded).toList());
    }

    void add(String subject, double bytes, List<Pixels> rebuilt) {
      pictures.put(subject, rebuilt);
      similarities.put(subject, Similarity.of(subject, bytes, images.test(), rebuilt));
    }

    Outcome outcome() {
      return new Outcome(List.copyOf(similarities.values()), pictures, known);
    }
  }
}
