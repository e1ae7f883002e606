package org.scissionlite.task.measure;

import java.util.ArrayList;
import java.util.List;
import org.scissionlite.task.AnomalyMap;
import org.scissionlite.task.truth.Mask;
import org.scissionlite.task.truth.Truth;

/** AUROC of pictures and of their places; the order of the uncut model's scores, and its maps. */
final class AnomalyJudge implements Judge {
  private final Auroc pictures = new Auroc();
  private final PixelAuroc places = new PixelAuroc();
  private final RankCorrelation ranks = new RankCorrelation();
  private final MeanTally maps = new MeanTally();
  private boolean everywhere = true;

  @Override
  public void add(Seen seen) {
    AnomalyMap found = (AnomalyMap) seen.found();
    AnomalyMap uncut = (AnomalyMap) seen.uncut();
    ranks.add(found.score(), uncut.score());
    maps.add(Math.max(0, 1 - relativeError(found, uncut)));
    seen.truth().ifPresent(truth -> add(found, (Truth.Unusual) truth, seen.view()));
  }

  private void add(AnomalyMap found, Truth.Unusual truth, View view) {
    pictures.add(found.score(), truth.unusual());
    everywhere &= found.hasMap() && truth.mask().isPresent();
    if (everywhere) {
      places.add(places(found, truth.mask().get(), view));
    }
  }

  /** Each place of the map, and what the label says of its middle. */
  private PixelAuroc.Places places(AnomalyMap found, Mask mask, View view) {
    PixelAuroc.Places kept = places.places();
    for (int y = 0; y < found.height(); y++) {
      double row = view.top() + (y + 0.5) / found.height() * view.height();
      for (int x = 0; x < found.width(); x++) {
        double column = view.left() + (x + 0.5) / found.width() * view.width();
        if (row >= 0 && row < 1 && column >= 0 && column < 1) {
          int level = mask.at((int) (column * mask.width()), (int) (row * mask.height()));
          kept.add(found.at(x, y), level != 0);
        }
      }
    }
    return kept;
  }

  private static double relativeError(AnomalyMap found, AnomalyMap uncut) {
    double error = square(found.score() - uncut.score());
    double scale = square(uncut.score());
    if (uncut.hasMap()) {
      error = 0;
      scale = 0;
      for (int y = 0; y < uncut.height(); y++) {
        for (int x = 0; x < uncut.width(); x++) {
          error += square((double) found.at(x, y) - uncut.at(x, y));
          scale += square(uncut.at(x, y));
        }
      }
    }
    if (error == 0) {
      return 0;
    }
    return scale == 0 ? 1 : Math.sqrt(error / scale);
  }

  private static double square(double value) {
    return value * value;
  }

  @Override
  public List<Measured> labelled() {
    if (pictures.images() == 0) {
      return List.of();
    }
    List<Measured> all = new ArrayList<>(List.of(new Measured("AUROC of images", pictures)));
    if (everywhere) {
      all.add(new Measured("AUROC of pixels", places.tally()));
    }
    return all;
  }

  @Override
  public List<Measured> agreement() {
    return List.of(
        new Measured("rank correlation", ranks), new Measured("100 - relative error", maps));
  }
}
