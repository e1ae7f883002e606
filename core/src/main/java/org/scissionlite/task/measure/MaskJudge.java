package org.scissionlite.task.measure;

import java.util.List;
import org.scissionlite.task.ClassMask;
import org.scissionlite.task.truth.Mask;
import org.scissionlite.task.truth.Truth;

/** Mean intersection over union, with the labels and with the uncut model. */
final class MaskJudge implements Judge {
  private final MeanOverlap labelled = new MeanOverlap();
  private final MeanOverlap agreed = new MeanOverlap();

  @Override
  public void add(Seen seen) {
    ClassMask found = (ClassMask) seen.found();
    agreed.add(places(found, (ClassMask) seen.uncut()));
    seen.truth()
        .ifPresent(truth -> labelled.add(places(found, ((Truth.Areas) truth).mask(), seen.view())));
  }

  private static MeanOverlap.Places places(ClassMask found, ClassMask wanted) {
    MeanOverlap.Places places = new MeanOverlap.Places();
    for (int y = 0; y < wanted.height(); y++) {
      for (int x = 0; x < wanted.width(); x++) {
        places.add(found.at(x, y), wanted.at(x, y));
      }
    }
    return places;
  }

  /** At the places of the label that the model sees, the nearest one of the answer. */
  private static MeanOverlap.Places places(ClassMask found, Mask wanted, View view) {
    MeanOverlap.Places places = new MeanOverlap.Places();
    for (int y = 0; y < wanted.height(); y++) {
      double row = view.row((y + 0.5) / wanted.height());
      for (int x = 0; x < wanted.width(); x++) {
        double column = view.column((x + 0.5) / wanted.width());
        boolean seen = row >= 0 && row < 1 && column >= 0 && column < 1;
        if (seen && wanted.at(x, y) != Mask.IGNORED) {
          places.add(
              found.at((int) (column * found.width()), (int) (row * found.height())),
              wanted.at(x, y));
        }
      }
    }
    return places;
  }

  @Override
  public List<Measured> labelled() {
    return labelled.images() == 0 ? List.of() : List.of(new Measured("mean IoU", labelled));
  }

  @Override
  public List<Measured> agreement() {
    return List.of(new Measured("IoU with the uncut model", agreed));
  }
}
