package org.scissionlite.training.search;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.scissionlite.block.BlockChain;
import org.scissionlite.block.Cut;
import org.scissionlite.engine.Engine;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.error.UsageException;
import org.scissionlite.input.Preprocessing;
import org.scissionlite.model.ModelGraph;
import org.scissionlite.model.Tensor;
import org.scissionlite.model.TensorSpec;
import org.scissionlite.task.ModelEnds;
import org.scissionlite.task.Task;
import org.scissionlite.training.Calibration;
import org.scissionlite.training.Lazy;
import org.scissionlite.training.examples.Examples;
import org.scissionlite.training.search.trial.CutTrials;
import org.scissionlite.training.search.trial.SearchTrial;
import org.scissionlite.training.search.trial.TrialJournal;
import org.scissionlite.transfer.FeatureSamples;
import org.scissionlite.transfer.Sensitivity;

/**
 * The search behind {@code --transfer-layer auto}: the layer of the family that sends the fewest
 * bytes at an allowed drop.
 *
 * <p>The layers are fitted to some images. On others, the step of each kind of layer is found by
 * strides and halving of the {@linkplain SearchTrial#expectedDropPoints expected drop}. The rest
 * confirms the best one, or a finer one: layers from far finer ones up to the chosen one are tried
 * until one is not {@linkplain DropBound shown} to be within the drop.
 *
 * <p>At a cut of several tensors the layers become coarser together first; then each of them is
 * made coarser or finer against the others as long as that saves bytes at the same drop.
 *
 * @param engine runs the model
 * @param threads of the engine
 * @param task how the model's answers read; empty where the shapes of its outputs tell
 * @param sensitivity differentiates the model for layers with weights
 * @param journal keeps the trials of a search that is stopped
 * @param listener hears of every trial
 */
public record TransferLayerSearch(
    Engine engine,
    int threads,
    Optional<Task> task,
    Sensitivity sensitivity,
    TrialJournal journal,
    SearchListener listener) {
  /** No kind of layers sends less at a cut, or takes less time, than the first divided by this. */
  public static final double KINDS_DIFFER = 4;

  /** A search in a model whose outputs' shapes tell how they read. */
  public TransferLayerSearch(
      Engine engine,
      int threads,
      Sensitivity sensitivity,
      TrialJournal journal,
      SearchListener listener) {
    this(engine, threads, Optional.empty(), sensitivity, journal, listener);
  }

  /**
   * Searches.
   *
   * @param cut of any number of tensors
   * @param images of the model's input; labels are used where all images have one
   * @throws UsageException if too few images confirm
   * @throws ScissionLiteException if no layer reaches the goal, with what came nearest; or if the
   *     images do not tell, with how many would
   */
  public SearchResult search(ModelGraph graph, Cut cut, SearchImages images, SearchGoal goal) {
    SearchRun run = run(graph, cut, images, goal);
    return run.choose(SteppedCut.fitting(cut));
  }

  /**
   * A quick look at a cut: the coarsest layer of the first kind that is within the drop on the
   * images of the choice, unconfirmed; a search goes on from there. Nothing where even the finest
   * layer is not within the drop.
   */
  public Optional<TriedLayer> look(
      ModelGraph graph, Cut cut, SearchImages images, SearchGoal goal) {
    SearchRun run = run(graph, cut, images, goal);
    return run.look(SteppedCut.fitting(cut).get(0));
  }

  private SearchRun run(ModelGraph graph, Cut cut, SearchImages images, SearchGoal goal) {
    if (SteppedCut.fitting(cut).stream().anyMatch(kind -> !kind.isLossless())) {
      requireEnough(images.confirming(), goal);
    }
    SearchTrials trials = begun(graph, cut, images, goal);
    List<FeatureSamples> samples = calibration(graph, images.fitting()).at(graph, cut);
    return new SearchRun(goal, cut, images, samples, trials);
  }

  /**
   * Searches the picture of the fewest bytes in the same way: JPEG or WebP of the coarsest quality,
   * sent whole, which is what a cut has to beat.
   *
   * @param preprocessing from picture to input
   * @return nothing where the input is no picture that can be sent
   * @throws ScissionLiteException if the images confirm no quality
   */
  public Optional<SearchResult> searchPicture(
      ModelGraph graph, Preprocessing preprocessing, SearchImages images, SearchGoal goal) {
    return searchPicture(graph, preprocessing, format -> true, images, goal);
  }

  /** The same with pictures of some formats only, "jpeg" or "webp". */
  public Optional<SearchResult> searchPicture(
      ModelGraph graph,
      Preprocessing preprocessing,
      Predicate<String> formats,
      SearchImages images,
      SearchGoal goal) {
    TensorSpec input = graph.inputs().get(0);
    List<SteppedCut> kinds =
        SteppedLayers.pictures(input, preprocessing).stream()
            .filter(kind -> formats.test(kind.name()))
            .map(SteppedCut::of)
            .toList();
    if (kinds.isEmpty()) {
      return Optional.empty();
    }
    Cut cut = BlockChain.of(graph).cuts().get(0);
    SearchTrials trials = begun(graph, cut, images, goal);
    FeatureSamples none = FeatureSamples.none(input);
    return Optional.of(new SearchRun(goal, cut, images, List.of(none), trials).choose(kinds));
  }

  private SearchTrials begun(ModelGraph graph, Cut cut, SearchImages images, SearchGoal goal) {
    journal.begin(SearchKey.of(graph, cut, taskOf(graph), images, goal.seed()));
    if (!journal.trials().isEmpty()) {
      listener.resumed(journal.trials().size());
    }
    Task reading = taskOf(graph);
    Examples tried = images.tuning();
    Examples unused = images.confirming();
    CutTrials tuning = CutTrials.of(calibration(graph, tried), graph, cut, reading, tried);
    return new SearchTrials(
        tuning,
        new Lazy<>(() -> tuning.on(calibration(graph, unused), graph, cut, reading, unused)),
        journal,
        listener);
  }

  /**
   * Checks that there are enough images to confirm anything with.
   *
   * @throws UsageException if there are not; says how many it takes
   */
  public static void requireEnough(Examples confirming, SearchGoal goal) {
    int fewest = new DropBound(goal.risk()).fewestImages(goal.maxDropPoints());
    if (confirming.size() < fewest) {
      throw SearchMessages.tooFewImages(goal, confirming.size());
    }
  }

  private Task taskOf(ModelGraph graph) {
    return task.orElseGet(() -> Task.of(new ModelEnds(graph.inputs(), graph.outputs(), List.of())));
  }

  private Calibration calibration(ModelGraph graph, Examples images) {
    String input = graph.inputs().get(0).name();
    List<Map<String, Tensor>> inputs =
        IntStream.range(0, images.size())
            .mapToObj(number -> Map.of(input, images.input(number)))
            .toList();
    return new Calibration(engine, inputs, threads, sensitivity);
  }
}
