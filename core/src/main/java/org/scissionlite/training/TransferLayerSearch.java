package org.scissionlite.training;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.DoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.scissionlite.block.Cut;
import org.scissionlite.engine.Engine;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.error.UsageException;
import org.scissionlite.model.ModelGraph;
import org.scissionlite.model.Tensor;
import org.scissionlite.transfer.FeatureSamples;
import org.scissionlite.transfer.FittedTransferLayer;
import org.scissionlite.transfer.TransformFit;
import org.scissionlite.transfer.TransformTransferLayer;

/**
 * The search behind {@code --transfer-layer auto}: the layer of the family that sends the fewest
 * bytes at an allowed drop.
 *
 * <p>Half of the images fit the layers. On a quarter, the step of each kind of layer is found by
 * bisection. The last quarter confirms the best one; where it does not, the step is made finer.
 *
 * @param engine runs the model
 * @param threads of the engine
 * @param progress hears of every trial
 */
public record TransferLayerSearch(Engine engine, int threads, Consumer<SearchTrial> progress) {
  private static final List<String> KINDS = List.of("transform", "pca");
  private static final int BISECTIONS = 6;
  private static final double FINEST = 1 / 16.0;
  private static final double COARSEST = 8;
  private static final int CONFIRMATIONS = 5;
  private static final double FINER = 0.85;
  private static final int FEWEST_IMAGES = 8;

  /**
   * Searches.
   *
   * @param cut of one tensor, float32 [1,C,H,W]
   * @param images of the model's input; labels are used where all images have one
   * @throws UsageException if there are too few images, or the cut has several tensors
   * @throws ScissionLiteException if no layer reaches the goal; says what came nearest
   */
  public SearchResult search(ModelGraph graph, Cut cut, Examples images, SearchGoal goal) {
    check(cut, images);
    List<Integer> order = new ArrayList<>(IntStream.range(0, images.size()).boxed().toList());
    Collections.shuffle(order, new Random(goal.seed()));
    int fitting = images.size() / 2;
    FeatureSamples samples =
        calibration(graph, images, order.subList(0, fitting)).at(graph, cut).get(0);
    List<Integer> rest = order.subList(fitting, order.size());
    List<OptionalInt> labels = rest.stream().map(images::label).toList();
    CutTrials trials = CutTrials.of(calibration(graph, images, rest), graph, cut, labels);
    return new Run(goal, samples, trials, new ArrayList<>(), progress).choose();
  }

  private static void check(Cut cut, Examples images) {
    if (cut.tensors().size() != 1) {
      throw new UsageException(
          "cut '%s': the search takes a cut of one tensor, this one has %d"
              .formatted(cut.name(), cut.tensors().size()));
    }
    if (images.size() < FEWEST_IMAGES) {
      throw new UsageException(
          "the search needs at least %d images, got %d".formatted(FEWEST_IMAGES, images.size()));
    }
  }

  private Calibration calibration(ModelGraph graph, Examples images, List<Integer> numbers) {
    String input = graph.inputs().get(0).name();
    List<Map<String, Tensor>> inputs =
        numbers.stream().map(number -> Map.of(input, images.input(number))).toList();
    return new Calibration(engine, inputs, threads);
  }

  /** One search; keeps every trial for the report. */
  private record Run(
      SearchGoal goal,
      FeatureSamples samples,
      CutTrials trials,
      List<SearchTrial> made,
      Consumer<SearchTrial> progress) {
    /** A kind of layer with the coarsest step that the goal allows on the tuning images. */
    private record Candidate(
        DoubleFunction<FittedTransferLayer> layers, double step, SearchTrial trial) {}

    SearchResult choose() {
      List<Candidate> candidates = KINDS.stream().map(this::tune).toList();
      Candidate best =
          candidates.stream()
              .filter(candidate -> reaches(candidate.trial()))
              .min(Comparator.comparingDouble(candidate -> candidate.trial().meanBytes()))
              .orElseThrow(() -> nothing(candidates));
      return confirm(best, candidates);
    }

    private Candidate tune(String kind) {
      TransformFit fit = TransformTransferLayer.named(kind).prepare(samples);
      DoubleFunction<FittedTransferLayer> layers = step -> fit.at(step, kind + ":step=" + step);
      double fine = Math.log(FINEST);
      double coarse = Math.log(COARSEST);
      Candidate best = candidate(layers, FINEST);
      for (int i = 0; i < BISECTIONS && reachesDrop(best.trial()); i++) {
        double middle = (fine + coarse) / 2;
        Candidate tried = candidate(layers, rounded(Math.exp(middle)));
        if (reachesDrop(tried.trial())) {
          best = tried;
          fine = middle;
        } else {
          coarse = middle;
        }
      }
      return best;
    }

    private static double rounded(double step) {
      return Math.round(step * 1000) / 1000.0;
    }

    private Candidate candidate(DoubleFunction<FittedTransferLayer> layers, double step) {
      return new Candidate(layers, step, tried(layers.apply(step), 0, trials.images() / 2));
    }

    private SearchTrial tried(FittedTransferLayer layer, int from, int to) {
      SearchTrial trial = trials.trial(layer, from, to);
      made.add(trial);
      progress.accept(trial);
      return trial;
    }

    private boolean reachesDrop(SearchTrial trial) {
      return trial.dropPoints() <= goal.maxDropPoints();
    }

    private boolean reaches(SearchTrial trial) {
      return reachesDrop(trial) && trial.meanBytes() <= goal.maxBytes();
    }

    private SearchResult confirm(Candidate best, List<Candidate> candidates) {
      double step = best.step();
      for (int i = 0; i < CONFIRMATIONS; i++) {
        FittedTransferLayer layer = best.layers().apply(step);
        SearchTrial confirmed = tried(layer, trials.images() / 2, trials.images());
        if (reaches(confirmed)) {
          SearchReport report =
              new SearchReport(
                  goal,
                  samples.tensors().size(),
                  best.trial(),
                  confirmed,
                  why(candidates, i),
                  made);
          return new SearchResult(layer, report);
        }
        step = rounded(step * FINER);
      }
      throw nothing(candidates);
    }

    private static String why(List<Candidate> candidates, int finer) {
      String compared =
          candidates.stream()
              .map(Candidate::trial)
              .map(trial -> "%s %.0f".formatted(trial.spec(), trial.meanBytes()))
              .collect(Collectors.joining(", "));
      String after = finer == 0 ? "" : "; made finer %d times to be confirmed".formatted(finer);
      return "fewest bytes an image at the allowed drop: " + compared + after;
    }

    private ScissionLiteException nothing(List<Candidate> candidates) {
      SearchTrial nearest =
          candidates.stream()
              .map(Candidate::trial)
              .min(Comparator.comparingDouble(SearchTrial::dropPoints))
              .orElseThrow();
      return new ScissionLiteException(
          "no transfer layer stays within %s points and %s bytes; the nearest is %s with %.2f points and %.0f bytes; allow more or choose a later cut"
              .formatted(
                  goal.maxDropPoints(),
                  goal.maxBytes() == Long.MAX_VALUE ? "any" : String.valueOf(goal.maxBytes()),
                  nearest.spec(),
                  nearest.dropPoints(),
                  nearest.meanBytes()));
    }
  }
}
