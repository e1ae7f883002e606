package org.scissionlite.offload.adaptive.decision;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The images on their way, and which of them is overdue: a link that has become slow is noticed
 * before it has carried the first image.
 */
final class OnTheirWay {
  private static final double[] OVERDUE = {2.5, 4};
  private static final double TOLERANCE = 10e6;

  private final Deque<Image> images = new ArrayDeque<>();
  private long lastEndNanos;
  private boolean hasEnded;

  private static final class Image {
    private final Way way;
    private OptionalLong sentNanos = OptionalLong.empty();
    private int stage;

    Image(Way way) {
      this.way = way;
    }
  }

  /**
   * An image that should have its answer.
   *
   * @param waitedNanos since the link could begin with it
   * @param surely whether it has waited so long that the link must have become slow
   */
  record Overdue(Way way, double waitedNanos, boolean surely) {}

  /** An image goes a way; the device has it first. */
  void begun(Way way) {
    images.addLast(new Image(way));
  }

  /** An image of a way was sent to the edge: the first that was not, as they follow each other. */
  void sent(Way way, long nowNanos) {
    images.stream()
        .filter(each -> each.way.equals(way) && each.sentNanos.isEmpty())
        .findFirst()
        .ifPresent(image -> image.sentNanos = OptionalLong.of(nowNanos));
  }

  /** Whether none is between device and answer. */
  boolean noneIsSent() {
    return images.stream().allMatch(each -> each.sentNanos.isEmpty());
  }

  /** An image of a way has ended: the first, as they follow each other. */
  void ended(Way way, long nowNanos) {
    Optional<Image> image = images.stream().filter(each -> each.way.equals(way)).findFirst();
    image.ifPresent(images::remove);
    if (!way.isAlone()) {
      lastEndNanos = nowNanos;
      hasEnded = true;
    }
  }

  /**
   * The first image that was sent, once when its answer takes far longer than it should, and once
   * more.
   */
  Optional<Overdue> overdue(Estimates estimates, long nowNanos) {
    Optional<Image> first = images.stream().filter(each -> each.sentNanos.isPresent()).findFirst();
    if (first.isEmpty() || first.get().stage == OVERDUE.length) {
      return Optional.empty();
    }
    Image image = first.get();
    Forecast expected = estimates.forecast(image.way, nowNanos);
    long sent = image.sentNanos.getAsLong();
    double waited = nowNanos - (hasEnded && lastEndNanos - sent > 0 ? lastEndNanos : sent);
    double usual = expected.transferNanos() + expected.edgeNanos();
    if (!expected.tried() || waited < OVERDUE[image.stage] * usual + TOLERANCE) {
      return Optional.empty();
    }
    image.stage++;
    return Optional.of(new Overdue(image.way, waited, image.stage == OVERDUE.length));
  }
}
