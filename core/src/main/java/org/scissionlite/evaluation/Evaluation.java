package org.scissionlite.evaluation;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.error.UsageException;
import org.scissionlite.evaluation.TestImages.TestImage;
import org.scissionlite.input.ImageFiles;
import org.scissionlite.input.Pixels;
import org.scissionlite.task.Classification;
import org.scissionlite.task.measure.Judge;
import org.scissionlite.task.truth.Truth;

/**
 * Puts subjects to the test: every one answers every image, each image is read once.
 *
 * @param uncut what the others are compared with
 * @param others slices of bundles, pictures
 * @param progress told the number of images that are done
 */
public record Evaluation(UncutModel uncut, List<Subject> others, IntConsumer progress) {
  public Evaluation {
    others = List.copyOf(others);
  }

  /**
   * Runs the test.
   *
   * @param images with the model's class numbers
   * @return the uncut model's report, then those of the others in their order
   * @throws UsageException if there are no images, or one does not fit the model; names it
   * @throws ScissionLiteException if an image cannot be read, or the engine fails
   */
  public List<SubjectReport> on(TestImages images) {
    return on(images, image -> Optional.empty());
  }

  /**
   * Runs the test against labels that are not classes.
   *
   * @param truths what is right for a picture
   */
  public List<SubjectReport> on(TestImages images, Function<Path, Optional<Truth>> truths) {
    if (images.images().isEmpty()) {
      throw new UsageException("an evaluation needs at least one image");
    }
    Counts uncutTally = counts();
    List<Counts> tallies = new ArrayList<>();
    others.forEach(other -> tallies.add(counts()));
    int done = 0;
    for (TestImage image : images.images()) {
      Pixels picture = ImageFiles.read(image.file());
      Optional<Truth> truth = truths.apply(image.file());
      Answer reference = answerOf(uncut, picture, image);
      Seen seen = new Seen(reference, truth, uncut.model().view(picture));
      seen.add(uncutTally, reference, image);
      for (int i = 0; i < others.size(); i++) {
        seen.add(tallies.get(i), answerOf(others.get(i), picture, image), image);
      }
      progress.accept(++done);
    }
    List<SubjectReport> reports =
        new ArrayList<>(List.of(uncutTally.report(uncut.name(), uncutTally)));
    IntStream.range(0, others.size())
        .forEach(i -> reports.add(tallies.get(i).report(others.get(i).name(), uncutTally)));
    return List.copyOf(reports);
  }

  private Counts counts() {
    return uncut.model().task() instanceof Classification
        ? new AnswerCounts()
        : new TaskCounts(uncut.model().task());
  }

  /** One image, as all subjects are counted on it. */
  private record Seen(Answer reference, Optional<Truth> truth, Judge.View view) {
    void add(Counts counts, Answer answer, TestImage image) {
      counts.add(
          answer,
          reference,
          image.label(),
          new Judge.Seen(answer.reading(), reference.reading(), truth, view));
    }
  }

  private static Answer answerOf(Subject subject, Pixels picture, TestImage image) {
    try {
      return subject.answer(picture);
    } catch (UsageException e) {
      throw new UsageException("image %s: %s".formatted(image.file(), e.getMessage()), e);
    }
  }
}
