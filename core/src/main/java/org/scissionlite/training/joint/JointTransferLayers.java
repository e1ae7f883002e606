package org.scissionlite.training.joint;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.scissionlite.block.Cut;
import org.scissionlite.engine.Engine;
import org.scissionlite.engine.Session;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.model.ModelGraph;
import org.scissionlite.model.Tensor;
import org.scissionlite.model.TensorSpec;
import org.scissionlite.task.Task;
import org.scissionlite.training.Calibration;
import org.scissionlite.training.CutSides;
import org.scissionlite.training.examples.Examples;
import org.scissionlite.training.joint.JointChoice.Spent;
import org.scissionlite.training.search.trial.CutTrials;
import org.scissionlite.training.search.trial.SearchTrial;
import org.scissionlite.transfer.FeatureSamples;
import org.scissionlite.transfer.FittedTransferLayer;
import org.scissionlite.transfer.Sensitivity;

/**
 * Chooses the transfer layers of a cut of several tensors together, under one budget of bytes.
 *
 * <p>The squared error of the answer, which is smooth, says how the budget may be shared: of all
 * outputs together, and of each alone, with layers that weigh what they round and with others. What
 * the answer says decides among these, and among all single specs at all tensors: the measure of
 * the task, against labels where there are some, else against the uncut model.
 *
 * <p>Law: by the images of the choice no single spec of these layers at all tensors that keeps to
 * the budget has a lower bound of what it loses by that measure.
 *
 * @param engine runs the model
 * @param threads of the engine
 * @param task how the model's answers read
 * @param sensitivity differentiates the model for layers with weights; where it cannot, they are
 *     left out
 */
public record JointTransferLayers(Engine engine, int threads, Task task, Sensitivity sensitivity) {
  /**
   * Chooses.
   *
   * @param fitting images that the layers are fitted to; at least one
   * @param choosing images that bytes and losses are counted on; at least one
   * @param budget bytes an image on average
   * @throws ScissionLiteException if even the coarsest layers send more
   */
  public JointChoice choose(
      ModelGraph graph, Cut cut, Examples fitting, Examples choosing, double budget) {
    List<SharedBudget> ladders = ladders(graph, cut, fitting, choosing);
    double least = ladders.stream().mapToDouble(SharedBudget::leastBytes).min().orElseThrow();
    if (least > budget) {
      throw new ScissionLiteException(
          "cut '%s': its %d tensors take %,.0f bytes even with the coarsest transfer layers, more than %,.0f; allow more or choose another cut"
              .formatted(cut.name(), cut.tensors().size(), least, budget));
    }
    CutTrials trials = CutTrials.of(calibration(graph, choosing), graph, cut, task, choosing);
    List<Tried> tried = new ArrayList<>();
    try (Session rest = engine.open(CutSides.of(graph, cut).rest(), threads)) {
      ladders.stream()
          .flatMap(ladder -> ladder.candidates(rest, budget).stream())
          .forEach(each -> tried.add(new Tried(each, trials.trial(each.layers()))));
    }
    Tried best = tried.stream().min(Tried.LEAST_LOSS).orElseThrow();
    Optional<Tried> alike =
        tried.stream().filter(each -> each.candidate().isAlike()).min(Tried.LEAST_LOSS);
    return new JointChoice(best.candidate().layers(), best.spent(), alike.map(Tried::spent));
  }

  private List<SharedBudget> ladders(
      ModelGraph graph, Cut cut, Examples fitting, Examples choosing) {
    List<FeatureSamples> samples = calibration(graph, fitting).at(graph, cut);
    List<FeatureSamples> chosenOn = calibration(graph, choosing).at(graph, cut);
    return JointLayers.kinds(cut).stream()
        .flatMap(kind -> fitted(kind, samples).stream())
        .map(layers -> SharedBudget.of(engine, threads, layers, chosenOn))
        .toList();
  }

  /** The layers of a kind; none where the model cannot be differentiated for them. */
  private static Optional<List<List<FittedTransferLayer>>> fitted(
      JointLayers kind, List<FeatureSamples> samples) {
    try {
      return Optional.of(kind.fitted(samples));
    } catch (ScissionLiteException e) {
      if (kind.isWeighted()) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private Calibration calibration(ModelGraph graph, Examples images) {
    TensorSpec input = graph.inputs().get(0);
    List<Map<String, Tensor>> inputs =
        IntStream.range(0, images.size())
            .mapToObj(image -> Map.of(input.name(), images.input(image)))
            .toList();
    return new Calibration(engine, inputs, threads, sensitivity);
  }

  /** A candidate and what it sends and loses. */
  private record Tried(SharedBudget.Candidate candidate, SearchTrial trial) {
    static final Comparator<Tried> LEAST_LOSS =
        Comparator.comparingDouble((Tried each) -> each.spent().atMostPoints())
            .thenComparingDouble(each -> each.candidate().error());

    Spent spent() {
      return new Spent(candidate.bytes(), trial);
    }
  }
}
