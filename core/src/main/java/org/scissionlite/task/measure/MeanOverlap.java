package org.scissionlite.task.measure;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Mean intersection over union of masks: over all images together, for each class the places that
 * are it in both masks over those that are it in one of them; the mean over the classes that are in
 * either.
 */
public final class MeanOverlap implements Tally {
  private final List<Map<Integer, long[]>> images = new ArrayList<>();

  /** The places of one image, counted. */
  public static final class Places {
    private final Map<Long, long[]> pairs = new TreeMap<>();

    /** Counts a place that is of two classes. */
    public void add(int found, int wanted) {
      pairs.computeIfAbsent((long) found << 32 | wanted, pair -> new long[1])[0]++;
    }

    /** The mean over the classes of this image alone, 0 to 1; 1 where there is no place. */
    public double overlap() {
      return mean(List.of(counts()), new int[] {1});
    }

    /** Of each class: the places in both, those found, those wanted. */
    private Map<Integer, long[]> counts() {
      Map<Integer, long[]> counts = new TreeMap<>();
      pairs.forEach(
          (pair, count) -> {
            int found = (int) (pair >> 32);
            int wanted = (int) (long) pair;
            counts.computeIfAbsent(found, c -> new long[3])[1] += count[0];
            counts.computeIfAbsent(wanted, c -> new long[3])[2] += count[0];
            if (found == wanted) {
              counts.get(found)[0] += count[0];
            }
          });
      return counts;
    }
  }

  /** Adds an image. */
  public void add(Places places) {
    images.add(places.counts());
  }

  @Override
  public int images() {
    return images.size();
  }

  @Override
  public double points(int[] weights) {
    return 100 * mean(images, weights);
  }

  private static double mean(List<Map<Integer, long[]>> images, int[] weights) {
    Map<Integer, double[]> sums = new TreeMap<>();
    for (int i = 0; i < weights.length; i++) {
      int weight = weights[i];
      if (weight > 0) {
        images
            .get(i)
            .forEach(
                (label, counts) -> {
                  double[] sum = sums.computeIfAbsent(label, c -> new double[2]);
                  sum[0] += (double) weight * counts[0];
                  sum[1] += (double) weight * (counts[1] + counts[2] - counts[0]);
                });
      }
    }
    return sums.values().stream().mapToDouble(sum -> sum[0] / sum[1]).average().orElse(1);
  }
}
