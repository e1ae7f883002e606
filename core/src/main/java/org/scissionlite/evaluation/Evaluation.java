package org.scissionlite.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.error.UsageException;
import org.scissionlite.evaluation.TestImages.TestImage;
import org.scissionlite.input.ImageFiles;
import org.scissionlite.input.Pixels;

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
    if (images.images().isEmpty()) {
      throw new UsageException("an evaluation needs at least one image");
    }
    AnswerCounts uncutTally = new AnswerCounts();
    List<AnswerCounts> tallies = new ArrayList<>();
    others.forEach(other -> tallies.add(new AnswerCounts()));
    int done = 0;
    for (TestImage image : images.images()) {
      Pixels picture = ImageFiles.read(image.file());
      Answer reference = answerOf(uncut, picture, image);
      uncutTally.add(reference, reference, image.label());
      for (int i = 0; i < others.size(); i++) {
        tallies.get(i).add(answerOf(others.get(i), picture, image), reference, image.label());
      }
      progress.accept(++done);
    }
    List<SubjectReport> reports = new ArrayList<>(List.of(uncutTally.report(uncut.name())));
    IntStream.range(0, others.size())
        .forEach(i -> reports.add(tallies.get(i).report(others.get(i).name())));
    return List.copyOf(reports);
  }

  private static Answer answerOf(Subject subject, Pixels picture, TestImage image) {
    try {
      return subject.answer(picture);
    } catch (UsageException e) {
      throw new UsageException("image %s: %s".formatted(image.file(), e.getMessage()), e);
    }
  }
}
