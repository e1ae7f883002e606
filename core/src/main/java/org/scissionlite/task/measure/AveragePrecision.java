package org.scissionlite.task.measure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.scissionlite.task.detection.Box;

/**
 * Mean average precision as COCO counts it: boxes of one class are matched in the order of their
 * scores, each with the free label of the largest overlap; precision is taken at 101 recalls, made
 * falling; the mean is over the classes that have labels, and over the thresholds of overlap. At
 * most 100 boxes an image count. A box on a label that is marked as a crowd counts neither way.
 */
public final class AveragePrecision {
  /** An overlap of 0.5 alone. */
  public static final List<Double> AT_HALF = List.of(0.5);

  /** Overlaps of 0.5, 0.55, ... 0.95. */
  public static final List<Double> COCO =
      List.of(0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95);

  private static final int MOST_BOXES = 100;
  private static final int RECALLS = 101;
  private static final double TINY = 1e-10;

  private final Map<Integer, ClassMatches> byClass = new TreeMap<>();
  private int images;

  /**
   * A label.
   *
   * @param crowd whether it stands for many things together, of which none must be found
   */
  public record Truth(Box box, boolean crowd) {}

  /**
   * Adds an image.
   *
   * @param found boxes of any score
   * @param truth the labels, in the same unit
   */
  public void add(List<Box> found, List<Truth> truth) {
    List<Box> sorted =
        found.stream().sorted(Comparator.comparingDouble(Box::score).reversed()).toList();
    Map<Integer, List<Box>> boxes = new TreeMap<>();
    for (Box box : sorted) {
      boxes.computeIfAbsent(box.label(), label -> new ArrayList<>()).add(box);
    }
    Map<Integer, List<Truth>> labels = new TreeMap<>();
    for (Truth each : truth) {
      labels.computeIfAbsent(each.box().label(), label -> new ArrayList<>()).add(each);
    }
    for (int label : union(boxes, labels)) {
      byClass
          .computeIfAbsent(label, unused -> new ClassMatches())
          .add(images, boxes.getOrDefault(label, List.of()), labels.getOrDefault(label, List.of()));
    }
    images++;
  }

  private static List<Integer> union(Map<Integer, ?> one, Map<Integer, ?> other) {
    return Stream.concat(one.keySet().stream(), other.keySet().stream()).distinct().toList();
  }

  /** The mean over some thresholds, which are among those of {@link #COCO}. */
  public Tally tally(List<Double> thresholds) {
    int[] indices = thresholds.stream().mapToInt(COCO::indexOf).toArray();
    byClass.values().forEach(ClassMatches::sort);
    int count = images;
    return new Tally() {
      @Override
      public int images() {
        return count;
      }

      @Override
      public double points(int[] weights) {
        double sum = 0;
        int classes = 0;
        for (ClassMatches each : byClass.values()) {
          double precision = each.precision(indices, weights);
          if (!Double.isNaN(precision)) {
            sum += precision;
            classes++;
          }
        }
        return classes == 0 ? Double.NaN : 100 * sum / classes;
      }
    };
  }

  /** One box against the labels of its image: bit i for threshold i of {@link #COCO}. */
  private record Match(int image, double score, int hits, int ignored) {}

  /** The boxes of one class over all images. */
  private static final class ClassMatches {
    private final List<Match> matches = new ArrayList<>();
    private final List<int[]> labels = new ArrayList<>();
    private boolean sorted;

    void add(int image, List<Box> boxes, List<Truth> truth) {
      List<Box> most = boxes.subList(0, Math.min(MOST_BOXES, boxes.size()));
      // Crowds come last, so that a box takes one only where no other label is free.
      List<Truth> ordered = truth.stream().sorted(Comparator.comparing(Truth::crowd)).toList();
      int[] hits = new int[most.size()];
      int[] ignored = new int[most.size()];
      for (int t = 0; t < COCO.size(); t++) {
        match(t, most, ordered, hits, ignored);
      }
      for (int i = 0; i < most.size(); i++) {
        matches.add(new Match(image, most.get(i).score(), hits[i], ignored[i]));
      }
      int count = (int) truth.stream().filter(each -> !each.crowd()).count();
      if (count > 0) {
        labels.add(new int[] {image, count});
      }
      sorted = false;
    }

    private static void match(
        int t, List<Box> boxes, List<Truth> truth, int[] hits, int[] ignored) {
      boolean[] taken = new boolean[truth.size()];
      for (int i = 0; i < boxes.size(); i++) {
        double best = Math.min(COCO.get(t), 1 - TINY);
        int found = -1;
        for (int k = 0; k < truth.size(); k++) {
          boolean crowd = truth.get(k).crowd();
          if (taken[k] && !crowd) {
            continue;
          }
          if (found >= 0 && !truth.get(found).crowd() && crowd) {
            break;
          }
          double overlap = overlap(boxes.get(i), truth.get(k));
          if (overlap >= best) {
            best = overlap;
            found = k;
          }
        }
        if (found >= 0) {
          taken[found] = true;
          if (truth.get(found).crowd()) {
            ignored[i] |= 1 << t;
          } else {
            hits[i] |= 1 << t;
          }
        }
      }
    }

    /** With a crowd, the share of the box that lies in it. */
    private static double overlap(Box box, Truth truth) {
      if (!truth.crowd()) {
        return box.overlap(truth.box());
      }
      return box.area() > 0 ? box.shared(truth.box()) / box.area() : 0;
    }

    /** The highest score first; of equal ones the earlier image. */
    void sort() {
      if (!sorted) {
        matches.sort(Comparator.comparingDouble(Match::score).reversed());
        sorted = true;
      }
    }

    double precision(int[] thresholds, int[] weights) {
      long positives = 0;
      for (int[] each : labels) {
        positives += (long) weights[each[0]] * each[1];
      }
      if (positives == 0) {
        return Double.NaN;
      }
      double sum = 0;
      for (int t : thresholds) {
        sum += precision(t, positives, weights);
      }
      return sum / thresholds.length;
    }

    /** As NumPy's linspace has them. */
    private static double recall(int index) {
      return index == RECALLS - 1 ? 1 : index * 0.01;
    }

    private double precision(int t, long positives, int[] weights) {
      int count = matches.size();
      double[] recalls = new double[count];
      double[] precisions = new double[count];
      long hits = 0;
      long misses = 0;
      int points = 0;
      for (Match each : matches) {
        int weight = weights[each.image()];
        if (weight == 0 || (each.ignored() >> t & 1) == 1) {
          continue;
        }
        if ((each.hits() >> t & 1) == 1) {
          hits += weight;
        } else {
          misses += weight;
        }
        recalls[points] = (double) hits / positives;
        precisions[points++] = (double) hits / (hits + misses);
      }
      for (int i = points - 2; i >= 0; i--) {
        precisions[i] = Math.max(precisions[i], precisions[i + 1]);
      }
      double sum = 0;
      for (int r = 0; r < RECALLS; r++) {
        int index = Arrays.binarySearch(recalls, 0, points, recall(r));
        if (index < 0) {
          index = -index - 1;
        } else {
          while (index > 0 && recalls[index - 1] == recalls[index]) {
            index--;
          }
        }
        sum += index < points ? precisions[index] : 0;
      }
      return sum / RECALLS;
    }
  }
}
