package org.scissionlite.task.measure;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The area under the curve of true against false alarms: the chance that of an unusual and a usual
 * one the unusual has the higher score, ties counted as half.
 */
public final class Auroc implements Tally {
  private final List<Scored> scored = new ArrayList<>();
  private boolean sorted;

  private record Scored(int image, double score, boolean unusual) {}

  /** Adds an image. */
  public void add(double score, boolean unusual) {
    scored.add(new Scored(scored.size(), score, unusual));
    sorted = false;
  }

  @Override
  public int images() {
    return scored.size();
  }

  @Override
  public double points(int[] weights) {
    if (!sorted) {
      scored.sort(Comparator.comparingDouble(Scored::score));
      sorted = true;
    }
    Ranks ranks = new Ranks();
    for (Scored each : scored) {
      int weight = weights[each.image()];
      ranks.add(each.score(), each.unusual() ? weight : 0, each.unusual() ? 0 : weight);
    }
    return 100 * ranks.area();
  }

  /** Counts the pairs in which the unusual one is higher, in the order of rising scores. */
  static final class Ranks {
    private double last = Double.NaN;
    private double pairs;
    private double below;
    private double positives;
    private double tiedPositives;
    private double tiedNegatives;

    void add(double score, double unusual, double usual) {
      if (score != last) {
        close();
        last = score;
      }
      tiedPositives += unusual;
      tiedNegatives += usual;
    }

    private void close() {
      pairs += tiedPositives * (below + tiedNegatives / 2);
      below += tiedNegatives;
      positives += tiedPositives;
      tiedPositives = 0;
      tiedNegatives = 0;
    }

    /** 0 to 1; NaN where one of the two kinds is missing. */
    double area() {
      close();
      return pairs / (positives * below);
    }
  }
}
