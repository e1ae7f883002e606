package org.scissionlite.training.search;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.scissionlite.block.Cut;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.error.UsageException;
import org.scissionlite.training.search.trial.SearchTrial;

/**
 * What a search says of the kinds of layers that it compared.
 *
 * @param candidates the trial of each kind's coarsest layer
 * @param leftOut kinds that could not be fitted, each with the reason
 */
record SearchMessages(
    SearchGoal goal, Cut cut, List<SearchTrial> candidates, List<String> leftOut) {
  /**
   * Why a layer was chosen.
   *
   * @param refused the next coarser one, where the images do not confirm it
   */
  String why(SearchTrial confirmed, Optional<SearchTrial> refused) {
    String after = refused.map(this::refusal).orElse("");
    String without =
        leftOut.isEmpty() ? "" : "; could not be fitted: " + String.join("; ", leftOut);
    return String.format(
        Locale.ROOT,
        "of %d kinds of layers %s sends the fewest bytes at an expected drop of at most two thirds of %s points%s%s",
        candidates.size(),
        confirmed.spec(),
        goal.maxDropPoints(),
        after,
        without);
  }

  private String refusal(SearchTrial refused) {
    OptionalLong needed = new DropBound(goal.risk()).imagesNeeded(refused, goal.maxDropPoints());
    String advice =
        needed.isPresent()
            ? String.format(
                Locale.ROOT,
                "; to tell takes some %,d images to confirm with, if more go like these",
                needed.getAsLong())
            : "; more images like these would not";
    return String.format(
        Locale.ROOT,
        "; the %,d images do not confirm %s, which sends %,.0f bytes%s",
        refused.images(),
        refused.spec(),
        refused.meanBytes(),
        advice);
  }

  /** That the confirming images do not show even a far finer layer to be within the drop. */
  ScissionLiteException unconfirmed(SearchTrial finest) {
    DropBound bound = new DropBound(goal.risk());
    OptionalLong needed = bound.imagesNeeded(finest, goal.maxDropPoints());
    String advice =
        needed.isPresent()
            ? String.format(
                Locale.ROOT,
                "; if more images go like these, %,d to confirm with would do; give %s times as many images, or allow more",
                needed.getAsLong(),
                times(needed.getAsLong(), finest.images()))
            : "; more images like these would not help; allow more or choose a later cut";
    return new ScissionLiteException(
        "cut '%s': %d images that nothing was chosen on cannot tell whether %s stays within %s points: %.2f lost there, up to %.2f are possible%s"
            .formatted(
                cut.name(),
                finest.images(),
                finest.spec(),
                goal.maxDropPoints(),
                finest.dropPoints(),
                bound.points(finest),
                advice));
  }

  /** That there are too few images to confirm any layer with. */
  static UsageException tooFewImages(SearchGoal goal, int confirming) {
    DropBound bound = new DropBound(goal.risk());
    int fewest = bound.fewestImages(goal.maxDropPoints());
    return new UsageException(
        "the search: %d of the images are left to confirm with, but to show a drop of at most %s points takes %,d, even where none is lost; give %s times as many images, or allow %.2f points"
            .formatted(
                confirming,
                goal.maxDropPoints(),
                fewest,
                times(fewest, confirming),
                Math.ceil(100 * bound.smallestDrop(confirming)) / 100));
  }

  private static String times(long needed, int given) {
    return String.format(Locale.ROOT, "%.1f", Math.ceil(10.0 * needed / given) / 10);
  }

  /** That a layer within the drop sends too much on the confirming images. */
  ScissionLiteException tooManyBytes(SearchTrial confirmed) {
    return new ScissionLiteException(
        "cut '%s': %s is the coarsest layer that %d images confirm to be within %s points, and sends %,.0f bytes there, more than %,d; give more images, allow more or choose a later cut"
            .formatted(
                cut.name(),
                confirmed.spec(),
                confirmed.images(),
                goal.maxDropPoints(),
                confirmed.meanBytes(),
                goal.maxBytes()));
  }

  /** That no layer reaches the goal, and what came nearest. */
  ScissionLiteException nothing() {
    String nearest =
        candidates.stream()
            .min(Comparator.comparingDouble(SearchTrial::expectedDropPoints))
            .map(
                trial ->
                    String.format(
                        Locale.ROOT,
                        "the nearest is %s with an expected drop of %.2f points and %,.0f bytes",
                        trial.spec(),
                        trial.expectedDropPoints(),
                        trial.meanBytes()))
            .orElseGet(() -> String.join("; ", leftOut));
    return new ScissionLiteException(
        "cut '%s': no transfer layer is expected to lose at most two thirds of %s points within %s bytes; %s; allow more or choose a later cut"
            .formatted(
                cut.name(),
                goal.maxDropPoints(),
                goal.maxBytes() == Long.MAX_VALUE ? "any" : "%,d".formatted(goal.maxBytes()),
                nearest));
  }
}
