package org.scissionlite.training;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.scissionlite.block.Cut;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.transfer.FeatureSamples;

/** One search; see {@link TransferLayerSearch}. */
final class SearchRun {
  private static final int TRIALS_OF_A_KIND = 6;
  private static final double FIRST = 0.5;
  private static final double RESOLUTION = 1.0 / 48;
  private static final int CONFIRMATIONS = 6;
  private static final double FINER = 0.03;

  private final SearchGoal goal;
  private final Cut cut;
  private final FeatureSamples samples;
  private final CutTrials tuning;
  private final CutTrials confirming;
  private final TrialJournal journal;
  private final SearchListener listener;
  private final List<String> leftOut = new ArrayList<>();
  private int most;

  SearchRun(
      SearchGoal goal,
      Cut cut,
      FeatureSamples samples,
      CutTrials tuning,
      CutTrials confirming,
      TrialJournal journal,
      SearchListener listener) {
    this.goal = goal;
    this.cut = cut;
    this.samples = samples;
    this.tuning = tuning;
    this.confirming = confirming;
    this.journal = journal;
    this.listener = listener;
  }

  /** A kind of layer, as coarse as the goal allows on the tuning images. */
  private record Candidate(SteppedLayers kind, double coarseness, SearchTrial trial) {}

  /** A layer that cannot be fitted to these samples. */
  private static final class Unfit extends ScissionLiteException {
    private static final long serialVersionUID = 1L;

    Unfit(ScissionLiteException cause) {
      super(cause.getMessage(), cause);
    }
  }

  SearchResult choose() {
    List<SteppedLayers> kinds = SteppedLayers.fitting(samples.spec());
    most = (kinds.size() + 1) * TRIALS_OF_A_KIND + 1;
    List<Candidate> candidates = new ArrayList<>();
    for (SteppedLayers kind : kinds) {
      tune(kind, lastCoarseness(candidates)).ifPresent(candidates::add);
    }
    best(candidates)
        .flatMap(best -> best.kind().uncorrected().flatMap(kind -> tune(kind, best.coarseness())))
        .ifPresent(candidates::add);
    Candidate best = best(candidates).orElseThrow(() -> nothing(candidates));
    return confirm(best, candidates);
  }

  private static double lastCoarseness(List<Candidate> candidates) {
    return candidates.isEmpty() ? FIRST : candidates.get(candidates.size() - 1).coarseness();
  }

  private Optional<Candidate> best(List<Candidate> candidates) {
    return candidates.stream()
        .filter(candidate -> reaches(candidate.trial()))
        .min(Comparator.comparingDouble(candidate -> candidate.trial().meanBytes()));
  }

  /** The coarsest layer of a kind; nothing where the kind cannot be fitted here. */
  private Optional<Candidate> tune(SteppedLayers kind, double start) {
    Remembered<SteppedLayers.Fitting> fitting = new Remembered<>(() -> kind.fitting(samples));
    try {
      return Optional.of(coarsest(kind, fitting, start));
    } catch (Unfit e) {
      leftOut.add("%s (%s)".formatted(kind.name(), e.getMessage()));
      return Optional.empty();
    }
  }

  /**
   * Looks from a start in growing strides for a layer within the drop and one that is not, then
   * halves the interval between them; the finest layer where even that is not within the drop.
   */
  private Candidate coarsest(
      SteppedLayers kind, Remembered<SteppedLayers.Fitting> fitting, double start) {
    double resolution = Math.max(RESOLUTION, 1.0 / kind.values());
    double stride = 2 * resolution;
    double tooCoarse = Double.POSITIVE_INFINITY;
    Candidate best = null;
    double probe = start;
    while (true) {
      Candidate tried = candidate(kind, fitting, probe);
      if (reachesDrop(tried.trial())) {
        best = tried;
      } else {
        tooCoarse = probe;
      }
      boolean isEnd = best == null ? probe == 0 : best.coarseness() == 1;
      if (isEnd || (best != null && tooCoarse - best.coarseness() <= resolution)) {
        return best == null ? tried : best;
      }
      if (best == null) {
        probe = Math.max(0, probe - stride);
      } else if (tooCoarse > 1) {
        probe = Math.min(1, probe + stride);
      } else {
        probe = (best.coarseness() + tooCoarse) / 2;
      }
      stride *= 2;
    }
  }

  private Candidate candidate(
      SteppedLayers kind, Remembered<SteppedLayers.Fitting> fitting, double coarseness) {
    SearchTrial trial = tried("tuning", kind.spec(coarseness), () -> fitted(fitting, coarseness));
    return new Candidate(kind, coarseness, trial);
  }

  private SearchTrial fitted(Remembered<SteppedLayers.Fitting> fitting, double coarseness) {
    try {
      return tuning.trial(fitting.get().at(coarseness));
    } catch (ScissionLiteException e) {
      throw new Unfit(e);
    }
  }

  private SearchTrial tried(String stage, String spec, Supplier<SearchTrial> made) {
    int before = journal.trials().size();
    SearchTrial trial = journal.trial(stage + " " + spec, made);
    if (journal.trials().size() > before) {
      listener.afterTrial(trial, journal.trials().size(), most);
    }
    return trial;
  }

  private boolean reachesDrop(SearchTrial trial) {
    return trial.expectedDropPoints() <= goal.maxDropPoints();
  }

  private boolean reaches(SearchTrial trial) {
    return reachesDrop(trial) && trial.meanBytes() <= goal.maxBytes();
  }

  private SearchResult confirm(Candidate best, List<Candidate> candidates) {
    Remembered<SteppedLayers.Fitting> fitting =
        new Remembered<>(() -> best.kind().fitting(samples));
    double coarseness = best.coarseness();
    for (int i = 0; i < CONFIRMATIONS && coarseness >= 0; i++) {
      double now = coarseness;
      SearchTrial confirmed =
          tried(
              "confirmation", best.kind().spec(now), () -> confirming.trial(fitting.get().at(now)));
      if (reaches(confirmed)) {
        SearchTrial chosen = candidate(best.kind(), fitting, now).trial();
        SearchReport report =
            new SearchReport(
                cut.name(),
                goal,
                samples.tensors().size(),
                chosen,
                confirmed,
                why(candidates, i),
                journal.trials());
        return new SearchResult(fitting.get().at(now), report);
      }
      coarseness -= Math.max(FINER, 1.0 / best.kind().values());
    }
    throw nothing(candidates);
  }

  private String why(List<Candidate> candidates, int finer) {
    String compared =
        candidates.stream()
            .sorted(Comparator.comparingDouble(candidate -> candidate.trial().meanBytes()))
            .map(each -> "%s %,.0f".formatted(each.trial().spec(), each.trial().meanBytes()))
            .collect(Collectors.joining("; "));
    String after = finer == 0 ? "" : "; made finer %d times to be confirmed".formatted(finer);
    String without =
        leftOut.isEmpty() ? "" : "; could not be fitted: " + String.join("; ", leftOut);
    return "fewest bytes an image at the allowed drop: " + compared + after + without;
  }

  private ScissionLiteException nothing(List<Candidate> candidates) {
    String nearest =
        candidates.stream()
            .map(Candidate::trial)
            .min(Comparator.comparingDouble(SearchTrial::expectedDropPoints))
            .map(
                trial ->
                    "the nearest is %s with an expected drop of %.2f points and %,.0f bytes"
                        .formatted(trial.spec(), trial.expectedDropPoints(), trial.meanBytes()))
            .orElseGet(() -> String.join("; ", leftOut));
    return new ScissionLiteException(
        "cut '%s': no transfer layer stays within %s points and %s bytes; %s; allow more or choose a later cut"
            .formatted(
                cut.name(),
                goal.maxDropPoints(),
                goal.maxBytes() == Long.MAX_VALUE ? "any" : "%,d".formatted(goal.maxBytes()),
                nearest));
  }
}
