package org.scissionlite.cli.prepare;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.scissionlite.cli.source.DataFolder;
import org.scissionlite.cli.source.TruthOptions;
import org.scissionlite.error.UsageException;
import org.scissionlite.evaluation.TestImages;
import org.scissionlite.evaluation.TestImages.TestImage;
import org.scissionlite.input.Preprocessing;
import org.scissionlite.model.Model;
import org.scissionlite.task.Classification;
import org.scissionlite.task.ModelEnds;
import org.scissionlite.task.Task;
import org.scissionlite.task.truth.Truth;
import org.scissionlite.training.examples.Examples;
import org.scissionlite.training.examples.ImageExamples;
import org.scissionlite.training.search.SearchImages;

/**
 * The images of a data folder, as a transfer layer is fitted to them and chosen on them. The split
 * 'test' is left alone, so that it can judge the result.
 *
 * @param classes the model's class names, where they are known
 * @param labels what is right for the pictures, and how
 */
public record SearchData(
    DataFolder folder,
    Model model,
    Preprocessing preprocessing,
    List<String> classes,
    Labelling labels) {
  private static final String TRAIN = "train";
  private static final String VALIDATION = "val";
  private static final String TEST = "test";

  public SearchData {
    classes = List.copyOf(classes);
  }

  /** Data for a model whose outputs' shapes tell its task, with labels where they usually are. */
  public SearchData(
      DataFolder folder, Model model, Preprocessing preprocessing, List<String> classes) {
    this(folder, model, preprocessing, classes, Labelling.usual(model, classes));
  }

  /**
   * What is right for the pictures.
   *
   * @param task how the model's answers read
   * @param truths where the labels are that are no classes
   */
  public record Labelling(Task task, TruthOptions truths) {
    static Labelling usual(Model model, List<String> classes) {
      ModelEnds ends = new ModelEnds(model.graph().inputs(), model.graph().outputs(), classes);
      return new Labelling(Task.of(ends), TruthOptions.usual());
    }
  }

  /**
   * At most so many images to search on, fitted to 'train', chosen and confirmed on 'val'; where
   * there is no 'val', all but 'test' is divided. What is not chosen or confirmed on may be trained
   * on.
   */
  public SearchImages forSearch(int most, long seed) {
    if (!hasValidation()) {
      return SearchImages.divided(allButTest(), most, seed);
    }
    return SearchImages.heldOut(
        examples(List.of(TRAIN)), examples(List.of(VALIDATION)), most, seed);
  }

  /** That a search leaves images unused, and how it would not; nothing where it uses all. */
  Optional<String> unused(SearchImages used) {
    int choosing = used.tuning().size() + used.confirming().size();
    int taken = hasValidation() ? choosing : choosing + used.fitting().size();
    int all = (hasValidation() ? examples(List.of(VALIDATION)) : allButTest()).size();
    return taken == all
        ? Optional.empty()
        : Optional.of(
            String.format(
                Locale.ROOT,
                "%,d images to fit to, %,d to choose on, %,d to confirm with; %,d more are left unused, which would confirm coarser layers: --images %d",
                used.fitting().size(),
                used.tuning().size(),
                used.confirming().size(),
                all - taken,
                hasValidation() ? SearchImages.mostFor(all) : all));
  }

  /** At most so many images to fit a transfer layer to that is already chosen. */
  Examples forFitting(int most, long seed) {
    Examples all = hasValidation() ? examples(List.of(TRAIN)) : allButTest();
    return SearchImages.some(all, most, seed);
  }

  /**
   * At most so many images of 'val', which {@link #forFitting} leaves out; none where it cannot.
   */
  Optional<Examples> heldOut(int most, long seed) {
    return hasValidation()
        ? Optional.of(SearchImages.some(examples(List.of(VALIDATION)), most, seed))
        : Optional.empty();
  }

  private boolean hasValidation() {
    return folder.splits().containsAll(Set.of(TRAIN, VALIDATION));
  }

  private Examples allButTest() {
    Set<String> splits = folder.splits();
    List<String> used = splits.stream().filter(split -> !split.equals(TEST)).toList();
    if (used.isEmpty() && !splits.isEmpty()) {
      throw new UsageException(
          "data %s: all images are of the split 'test'; a transfer layer must not be chosen on these"
              .formatted(folder.path()));
    }
    return examples(used);
  }

  private Examples examples(List<String> splits) {
    List<TestImage> images = new ArrayList<>();
    Map<Path, Function<Path, Optional<Truth>>> truths = new HashMap<>();
    for (String split : splits.isEmpty() ? List.of(TRAIN) : splits) {
      TestImages part = part(split);
      images.addAll(part.images());
      Function<Path, Optional<Truth>> known =
          labels.truths().of(labels.task(), folder.path(), split, part, classes);
      part.images().forEach(image -> truths.put(image.file(), known));
    }
    return new ImageExamples(
        images.stream().map(TestImage::file).toList(),
        images.stream().map(TestImage::label).toList(),
        file -> truths.get(file).apply(file),
        preprocessing,
        model.graph().inputs().get(0));
  }

  /** The numbers of classes are a classifier's alone. */
  private TestImages part(String split) {
    TestImages images = folder.read(split);
    return labels.task() instanceof Classification classifier
        ? images.forModel(classes, classifier.classes())
        : images;
  }
}
