package org.scissionlite.benchmarks.experiment;

import java.util.List;
import org.scissionlite.evidence.AnswerChanges;

/** Cells with made-up figures. */
public final class MadeUp {
  /** Where the paper's example is measured. */
  public static final Place HEADLINE =
      new Place("densenet169-steel", DeviceClass.TX2, LinkSetting.HEADLINE, 1_000);

  private MadeUp() {}

  /** A contender with one answer of these parts. */
  public static Measured measured(
      Contender contender, double millis, double device, double edge, long bytes) {
    boolean alone = contender == Contender.DEVICE_ALONE;
    return new Measured(
        contender,
        alone ? "-" : bytes > 100_000 ? "pool1" : "input",
        alone ? "-" : bytes > 100_000 ? "none" : "transform:step=1.0",
        List.of(
            new Measured.Image(
                millis, device, 0, millis - device - edge, edge, bytes, 2 * device, 2 * edge)));
  }

  /** What is predicted of a contender. */
  public static Predicted predicted(Contender contender, double millis) {
    return new Predicted(contender, "-", "-", millis, millis, 0, 0, 0);
  }

  /** What is predicted of the way that {@link #measured} of few bytes runs. */
  public static Predicted predictedOurs(double millis) {
    return new Predicted(
        Contender.OURS, "input", "transform:step=1.0", millis, 1, millis - 31, 30, 8_000);
  }

  /** The device alone takes 920 ms, Scission 300, pixels 120, ours 60 with 8,000 bytes. */
  public static Cell headline() {
    return cell(
        HEADLINE,
        List.of(
            measured(Contender.DEVICE_ALONE, 920, 920, 0, 0),
            measured(Contender.EDGE_PIXELS, 120, 1, 30, 150_528),
            measured(Contender.SCISSION, 300, 10, 30, 634_800),
            measured(Contender.OURS, 60, 1, 30, 8_000)));
  }

  /** A cell of a quiet machine. */
  public static Cell cell(Place place, List<Measured> measured) {
    return new Cell(
        place,
        16.4,
        "2030-01-01T00:00:00Z",
        0.5,
        measured,
        List.of(predicted(Contender.DEVICE_ALONE, 900), predictedOurs(58)));
  }

  /** Of 250 images the slices of ours lose one that the uncut model gets right. */
  public static SliceAccuracy accuracy() {
    return accuracy(
        "input", "transform:step=1.0", new AnswerChanges(250, true, 240, 7, 2, 3), false);
  }

  /** Of slices of that model. */
  public static SliceAccuracy accuracy(
      String cut, String layer, AnswerChanges changes, boolean retrained) {
    return new SliceAccuracy(
        HEADLINE.model(),
        cut,
        layer,
        changes.images(),
        true,
        changes.right(),
        changes.uncutRight(),
        retrained,
        changes);
  }
}
