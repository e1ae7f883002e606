package org.scissionlite.cli.optimise;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import org.scissionlite.cli.plan.ScenarioWords;
import org.scissionlite.optimise.Candidate;
import org.scissionlite.optimise.Pricing;

/**
 * What wins, and against what, in words.
 *
 * @param candidates among which it wins
 */
record Verdict(Candidate best, List<Candidate> candidates, Pricing pricing) {
  @Override
  public String toString() {
    return "%s: %s, %s%s"
        .formatted(what(), ScenarioWords.of(best.scenario()), figures(), against());
  }

  private String what() {
    if (best.isAlone()) {
      return "do not cut, the device answers alone";
    }
    return isPicture(best) ? "do not cut, send the picture" : "cut";
  }

  private static boolean isPicture(Candidate candidate) {
    return !candidate.isAlone() && candidate.scenario().route().segments().size() == 1;
  }

  private String figures() {
    String latency = String.format(Locale.ROOT, "%.1f ms", best.scenario().latencyNanos() / 1e6);
    if (best.isAlone()) {
      return latency + ", nothing sent";
    }
    return latency
        + String.format(
            Locale.ROOT,
            ", %,d bytes, drop %.2f points",
            best.scenario().wireBytes(),
            best.drop().points());
  }

  /** The best of each other kind. */
  private String against() {
    return best(candidate -> candidate.isAlone(), "the device alone takes")
        + best(Verdict::isPicture, "the picture sent takes")
        + best(candidate -> !candidate.isAlone() && !isPicture(candidate), "the best cut takes");
  }

  private String best(Predicate<Candidate> kind, String words) {
    if (kind.test(best)) {
      return "";
    }
    Optional<Candidate> other =
        candidates.stream()
            .filter(kind)
            .min(Comparator.comparingDouble(each -> pricing.value(each.scenario())));
    return other
        .map(
            each ->
                String.format(
                    Locale.ROOT,
                    "; %s %.1f ms%s",
                    words,
                    each.scenario().latencyNanos() / 1e6,
                    each.isAlone() ? "" : " (" + each.transferLayer() + ")"))
        .orElse("");
  }
}
