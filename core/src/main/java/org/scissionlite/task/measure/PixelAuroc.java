package org.scissionlite.task.measure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * The AUROC of the places of many images. All images together it is exact, as far as 20 million
 * places are; beyond that, and for resamples, scores are put into 2,000 classes of equal numbers.
 *
 * <p>Where there are more, every second of all is kept, and so on, so that memory is bounded.
 */
public final class PixelAuroc {
  private static final int BINS = 2000;
  private static final long MOST_PLACES = 20_000_000;

  private int stride = 1;
  private long kept;
  private final List<float[]> usual = new ArrayList<>();
  private final List<float[]> unusual = new ArrayList<>();

  /** The places of one image, of which every n-th is kept. */
  public final class Places {
    private float[] scores = new float[1024];
    private final BitSet marks = new BitSet();
    private long seen;
    private int count;

    private Places() {}

    /** Adds a place. */
    public void add(float score, boolean isUnusual) {
      if (seen++ % stride != 0) {
        return;
      }
      if (count == scores.length) {
        scores = Arrays.copyOf(scores, 2 * count);
      }
      marks.set(count, isUnusual);
      scores[count++] = score;
    }

    private float[] of(boolean isUnusual) {
      float[] some = new float[isUnusual ? marks.cardinality() : count - marks.cardinality()];
      int next = 0;
      for (int i = 0; i < count; i++) {
        if (marks.get(i) == isUnusual) {
          some[next++] = scores[i];
        }
      }
      return some;
    }
  }

  /** For the places of the next image. */
  public Places places() {
    return new Places();
  }

  /** Adds an image. */
  public void add(Places places) {
    usual.add(places.of(false));
    unusual.add(places.of(true));
    kept += places.count;
    while (kept > MOST_PLACES) {
      stride *= 2;
      usual.replaceAll(PixelAuroc::everySecond);
      unusual.replaceAll(PixelAuroc::everySecond);
      kept = (kept + 1) / 2;
    }
  }

  private static float[] everySecond(float[] scores) {
    float[] some = new float[(scores.length + 1) / 2];
    for (int i = 0; i < some.length; i++) {
      some[i] = scores[2 * i];
    }
    return some;
  }

  /** The measure of these images. */
  public Tally tally() {
    float[] negatives = joined(usual);
    float[] positives = joined(unusual);
    double exact = 100 * area(negatives, positives);
    float[] edges = edges(negatives, positives);
    return new Binned(exact, binned(usual, edges), binned(unusual, edges));
  }

  private static float[] joined(List<float[]> parts) {
    float[] all = new float[parts.stream().mapToInt(part -> part.length).sum()];
    int next = 0;
    for (float[] part : parts) {
      System.arraycopy(part, 0, all, next, part.length);
      next += part.length;
    }
    Arrays.sort(all);
    return all;
  }

  /** Two sorted lists, merged. */
  private static double area(float[] negatives, float[] positives) {
    Auroc.Ranks ranks = new Auroc.Ranks();
    int n = 0;
    int p = 0;
    while (n < negatives.length || p < positives.length) {
      if (p == positives.length || (n < negatives.length && negatives[n] <= positives[p])) {
        ranks.add(negatives[n++], 0, 1);
      } else {
        ranks.add(positives[p++], 1, 0);
      }
    }
    return ranks.area();
  }

  /** Upper ends of classes that hold about as many places each, both kinds counted alike. */
  private static float[] edges(float[] negatives, float[] positives) {
    float[] edges = new float[2 * BINS];
    int next = 0;
    for (float[] some : List.of(negatives, positives)) {
      for (int i = 0; i < BINS && some.length > 0; i++) {
        edges[next++] = some[(int) Math.max(0, (i + 1L) * some.length / BINS - 1)];
      }
    }
    float[] sorted = Arrays.copyOf(edges, next);
    Arrays.sort(sorted);
    return sorted;
  }

  private static List<int[]> binned(List<float[]> images, float[] edges) {
    return images.stream()
        .map(
            scores -> {
              int[] counts = new int[edges.length + 1];
              for (float score : scores) {
                int place = Arrays.binarySearch(edges, score);
                counts[place < 0 ? -place - 1 : place]++;
              }
              return counts;
            })
        .toList();
  }

  private record Binned(double exact, List<int[]> usual, List<int[]> unusual) implements Tally {
    @Override
    public int images() {
      return usual.size();
    }

    @Override
    public double points() {
      return exact;
    }

    @Override
    public double points(int[] weights) {
      int bins = usual.get(0).length;
      double[] negatives = new double[bins];
      double[] positives = new double[bins];
      for (int i = 0; i < weights.length; i++) {
        if (weights[i] > 0) {
          addTo(negatives, usual.get(i), weights[i]);
          addTo(positives, unusual.get(i), weights[i]);
        }
      }
      Auroc.Ranks ranks = new Auroc.Ranks();
      for (int bin = 0; bin < bins; bin++) {
        ranks.add(bin, positives[bin], negatives[bin]);
      }
      return 100 * ranks.area();
    }

    private static void addTo(double[] sums, int[] counts, int weight) {
      for (int bin = 0; bin < sums.length; bin++) {
        sums[bin] += (double) weight * counts[bin];
      }
    }
  }
}
