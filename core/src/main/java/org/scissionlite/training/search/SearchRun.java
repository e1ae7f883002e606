package org.scissionlite.training.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.scissionlite.block.Cut;
import org.scissionlite.training.search.trial.SearchTrial;
import org.scissionlite.training.search.trial.TrialFront;
import org.scissionlite.transfer.FeatureSamples;
import org.scissionlite.transfer.FittedTransferLayer;

/** One search; see {@link TransferLayerSearch}. */
final class SearchRun {
  private static final int TRIALS_OF_A_KIND = 6;
  private static final double FIRST = 0.5;

  private static final double RESOLUTION = 1.0 / 48;

  /** How far the layers of one tensor move against those of the others: by steps of 2 and 1.4. */
  private static final List<Double> SHIFTS = List.of(2.0 / 14, 1.0 / 14);

  /** How much finer than chosen the layers are that are confirmed one after the other. */
  private static final List<Double> LADDER = List.of(0.32, 0.2, 0.12, 0.08, 0.05, 0.025, 0.0);

  private final SearchGoal goal;
  private final Cut cut;
  private final SearchImages images;
  private final List<FeatureSamples> samples;
  private final SearchTrials trials;
  private final List<String> leftOut = new ArrayList<>();
  private Optional<SteppedCut.Fitting> last = Optional.empty();
  private int most;

  SearchRun(
      SearchGoal goal,
      Cut cut,
      SearchImages images,
      List<FeatureSamples> samples,
      SearchTrials trials) {
    this.goal = goal;
    this.cut = cut;
    this.images = images;
    this.samples = samples;
    this.trials = trials;
  }

  /** A kind of layer, as coarse as the goal allows on the tuning images. */
  private record Candidate(SteppedCut kind, double coarseness, SearchTrial trial) {}

  /** The coarsest layer of a kind, where one is within the drop. */
  Optional<TriedLayer> look(SteppedCut kind) {
    most = TRIALS_OF_A_KIND;
    return tune(kind, FIRST)
        .filter(this::reachesDrop)
        .map(found -> new TriedLayer(layers(kind, found.coarseness()), found.trial()));
  }

  /** The layer of the fewest bytes within the goal, of some kinds. */
  SearchResult choose(List<SteppedCut> kinds) {
    List<Candidate> candidates = new ArrayList<>();
    for (int tuned = 0; tuned < kinds.size(); tuned++) {
      most = expectedTrials(kinds.size(), tuned);
      tune(kinds.get(tuned), lastCoarseness(candidates)).ifPresent(candidates::add);
      if (isHopeless(candidates)) {
        throw words(candidates).nothing();
      }
    }
    most = expectedTrials(kinds.size(), kinds.size());
    best(candidates)
        .flatMap(best -> best.kind().uncorrected().flatMap(kind -> tune(kind, best.coarseness())))
        .ifPresent(candidates::add);
    Candidate best =
        best(candidates).map(this::shared).orElseThrow(() -> words(candidates).nothing());
    return confirm(best, candidates);
  }

  /**
   * The layers of a cut of several tensors, each made coarser or finer against the others while
   * that saves bytes within the drop (pattern search, Hooke and Jeeves 1961).
   */
  private Candidate shared(Candidate start) {
    Candidate best = start;
    for (double stride : SHIFTS) {
      Optional<Candidate> better = Optional.of(best);
      while (better.isPresent()) {
        best = better.get();
        better = better(best, stride);
      }
    }
    return best;
  }

  private Optional<Candidate> better(Candidate best, double stride) {
    most = Math.max(most, trials.made().size() + TRIALS_OF_A_KIND + LADDER.size());
    return best.kind().shifted(stride).stream()
        .flatMap(kind -> tune(kind, best.coarseness()).stream())
        .filter(this::reaches)
        .filter(found -> found.trial().meanBytes() < best.trial().meanBytes())
        .findFirst();
  }

  /** Whether the first kind is so far above the allowed bytes that no other will be below. */
  private boolean isHopeless(List<Candidate> candidates) {
    return candidates.size() == 1
        && reachesDrop(candidates.get(0))
        && candidates.get(0).trial().meanBytes() / TransferLayerSearch.KINDS_DIFFER
            > goal.maxBytes();
  }

  /** As many for each kind as those took that are done, one kind more, and the confirmation. */
  private int expectedTrials(int kinds, int tuned) {
    double each = tuned == 0 ? TRIALS_OF_A_KIND : (double) trials.made().size() / tuned;
    return (int) Math.ceil(each * (kinds + 1)) + LADDER.size();
  }

  private static double lastCoarseness(List<Candidate> candidates) {
    return candidates.isEmpty() ? FIRST : candidates.get(candidates.size() - 1).coarseness();
  }

  private Optional<Candidate> best(List<Candidate> candidates) {
    return candidates.stream()
        .filter(this::reaches)
        .min(Comparator.comparingDouble(candidate -> candidate.trial().meanBytes()));
  }

  /** The coarsest layer of a kind; nothing where the kind cannot be fitted here. */
  private Optional<Candidate> tune(SteppedCut kind, double start) {
    try {
      return Optional.of(coarsest(kind, start));
    } catch (SearchTrials.Unfit e) {
      leftOut.add("%s (%s)".formatted(kind.name(), e.getMessage()));
      return Optional.empty();
    }
  }

  /**
   * Looks from a start in growing strides for a layer within the drop and one that is not, then
   * halves the interval between them; the finest layer where even that is not within the drop. One
   * that is too coarse and yet sends too much ends it: finer ones send more.
   */
  private Candidate coarsest(SteppedCut kind, double start) {
    double resolution = Math.max(RESOLUTION, 1.0 / kind.values());
    double stride = 2 * resolution;
    double tooCoarse = Double.POSITIVE_INFINITY;
    Candidate best = null;
    double probe = start;
    while (true) {
      Candidate tried = candidate(kind, probe);
      if (reachesDrop(tried)) {
        best = tried;
      } else {
        tooCoarse = probe;
      }
      boolean isEnd =
          best == null
              ? probe == 0 || tried.trial().meanBytes() > goal.maxBytes()
              : best.coarseness() == 1;
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

  private Candidate candidate(SteppedCut kind, double coarseness) {
    SearchTrial trial = trials.tuning(kind.spec(coarseness), () -> layers(kind, coarseness), most);
    return new Candidate(kind, coarseness, trial);
  }

  /** The layers of a coarseness; kinds that only move against each other are fitted once. */
  private List<FittedTransferLayer> layers(SteppedCut kind, double coarseness) {
    SteppedCut.Fitting fitting =
        last.filter(known -> known.each().equals(kind.each()))
            .orElseGet(() -> kind.fitting(samples));
    last = Optional.of(fitting);
    return fitting.at(kind, coarseness);
  }

  private boolean reachesDrop(Candidate tried) {
    return tried.kind().isLossless() || goal.admits(tried.trial());
  }

  private boolean reaches(Candidate tried) {
    return reachesDrop(tried) && tried.trial().meanBytes() <= goal.maxBytes();
  }

  /** Confirms the chosen layer, or else the coarsest of finer ones that the images confirm. */
  private SearchResult confirm(Candidate best, List<Candidate> candidates) {
    List<Double> ladder = ladder(best);
    ConfirmationSequence climb = climb(best, ladder);
    int steps = climb.confirmed().size();
    if (steps == 0) {
      throw words(candidates).unconfirmed(climb.refused().orElseThrow());
    }
    SearchTrial confirmed = climb.confirmed().get(steps - 1);
    if (confirmed.meanBytes() > goal.maxBytes()) {
      throw words(candidates).tooManyBytes(confirmed);
    }
    double coarseness = ladder.get(steps - 1);
    SearchReport report =
        new SearchReport(
            cut.name(),
            goal,
            samples.get(0).tensors().size(),
            candidate(best.kind(), coarseness).trial(),
            confirmed,
            best.kind().isLossless() ? 0 : goal.atMostPoints(confirmed),
            null,
            words(candidates).why(confirmed, climb.refused()),
            images.choiceSet(),
            images.confirmationSet(),
            TrialFront.of(trials.madeOnTuning()),
            trials.made());
    return new SearchResult(
        layers(best.kind(), coarseness), report, dial -> dialled(best.kind(), coarseness, dial));
  }

  private Optional<SearchResult.Dialled> dialled(SteppedCut kind, double coarseness, int steps) {
    return kind.ladder(samples, coarseness, steps)
        .map(
            ladder ->
                new SearchResult.Dialled(
                    ladder.layer(),
                    ladder.each().stream()
                        .map(
                            step ->
                                trials.confirmation(
                                    step.get().spec(), () -> List.of(step.get()), steps))
                        .toList()));
  }

  /** What loses nothing needs no images to confirm it; they count its bytes. */
  private ConfirmationSequence climb(Candidate best, List<Double> ladder) {
    return best.kind().isLossless()
        ? new ConfirmationSequence(List.of(confirmation(best, best.coarseness())), Optional.empty())
        : ConfirmationSequence.of(goal, ladder, coarseness -> confirmation(best, coarseness));
  }

  private SearchTrial confirmation(Candidate best, double coarseness) {
    return trials.confirmation(
        best.kind().spec(coarseness), () -> layers(best.kind(), coarseness), most);
  }

  /** The chosen coarseness and finer ones, from the finest on; one of each spec. */
  private static List<Double> ladder(Candidate best) {
    Map<String, Double> bySpec = new LinkedHashMap<>();
    for (double finer : LADDER) {
      double coarseness = Math.max(0, best.coarseness() - finer);
      bySpec.put(best.kind().spec(coarseness), coarseness);
    }
    return List.copyOf(bySpec.values());
  }

  private SearchMessages words(List<Candidate> candidates) {
    return new SearchMessages(
        goal, cut, candidates.stream().map(Candidate::trial).toList(), List.copyOf(leftOut));
  }
}
