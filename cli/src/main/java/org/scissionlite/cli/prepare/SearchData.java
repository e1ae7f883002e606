package org.scissionlite.cli.prepare;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.scissionlite.error.UsageException;
import org.scissionlite.evaluation.TestImages;
import org.scissionlite.evaluation.TestImages.TestImage;
import org.scissionlite.input.Preprocessing;
import org.scissionlite.model.Model;
import org.scissionlite.training.examples.Examples;
import org.scissionlite.training.examples.ImageExamples;
import org.scissionlite.training.search.SearchImages;

/**
 * The images of a data folder, as a transfer layer is fitted to them and chosen on them. The split
 * 'test' is left alone, so that it can judge the result.
 *
 * @param classes the model's class names, where they are known
 */
public record SearchData(
    Path folder, Model model, Preprocessing preprocessing, List<String> classes) {
  private static final String TRAIN = "train";
  private static final String VALIDATION = "val";
  private static final String TEST = "test";

  public SearchData {
    classes = List.copyOf(classes);
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
    return TestImages.splits(folder).containsAll(Set.of(TRAIN, VALIDATION));
  }

  private Examples allButTest() {
    Set<String> splits = TestImages.splits(folder);
    List<String> used = splits.stream().filter(split -> !split.equals(TEST)).toList();
    if (used.isEmpty() && !splits.isEmpty()) {
      throw new UsageException(
          "data %s: all images are of the split 'test'; a transfer layer must not be chosen on these"
              .formatted(folder));
    }
    return examples(used);
  }

  private Examples examples(List<String> splits) {
    int outputs = Math.toIntExact(model.graph().outputs().get(0).shape().elements());
    List<TestImage> images = new ArrayList<>();
    for (String split : splits.isEmpty() ? List.of(TRAIN) : splits) {
      images.addAll(TestImages.read(folder, split).forModel(classes, outputs).images());
    }
    return new ImageExamples(
        images.stream().map(TestImage::file).toList(),
        images.stream().map(TestImage::label).toList(),
        preprocessing,
        model.graph().inputs().get(0));
  }
}
