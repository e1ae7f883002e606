package org.scissionlite.task;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.scissionlite.model.Tensor;

/**
 * The scores of the classes for one image. Where a model answers with probabilities, their
 * logarithms are the logits; where it answers with the number of a class alone, that is all that is
 * known.
 */
public final class ClassScores implements Reading {
  private static final double ROUNDING = 1e-3;
  private static final float LEAST_PROBABILITY = 1e-20f;

  private final float[] scores;
  private final float[] logits;
  private final Form form;
  private final int chosen;

  /** What the scores are. */
  public enum Form {
    /** From 0 to 1, together 1. */
    PROBABILITIES,
    /** Each from 0 to 1, of several that may hold at a time. */
    SHARES,
    /** Of any size: the softmax is missing. */
    LOGITS,
    /** There are none: the model answers with the number of a class. */
    NONE
  }

  private ClassScores(float[] scores, float[] logits, Form form, int chosen) {
    this.scores = scores;
    this.logits = logits;
    this.form = form;
    this.chosen = chosen;
  }

  /** The scores in an output of at least one element. */
  public static ClassScores of(Tensor output) {
    return of(Numbers.floats(output));
  }

  static ClassScores of(float[] scores) {
    double sum = 0;
    boolean shares = true;
    for (float value : scores) {
      sum += value;
      shares &= value >= 0;
    }
    boolean probabilities = shares && Math.abs(sum - 1) < ROUNDING;
    for (float value : scores) {
      shares &= value <= 1;
    }
    float[] logits = scores.clone();
    if (probabilities) {
      for (int i = 0; i < logits.length; i++) {
        logits[i] = (float) StrictMath.log(Math.max(logits[i], LEAST_PROBABILITY));
      }
    }
    Form form = probabilities ? Form.PROBABILITIES : shares ? Form.SHARES : Form.LOGITS;
    return new ClassScores(scores.clone(), logits, form, largest(scores));
  }

  private static int largest(float[] values) {
    int best = 0;
    for (int i = 1; i < values.length; i++) {
      best = values[i] > values[best] ? i : best;
    }
    return best;
  }

  /** An answer that is a number of a class. */
  static ClassScores ofIndex(long index) {
    int chosen = (int) Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, index));
    return new ClassScores(new float[0], new float[0], Form.NONE, chosen);
  }

  public Form form() {
    return form;
  }

  /** How many classes there are; 0 where that is not known. */
  public int classes() {
    return logits.length;
  }

  /** Whether it is known how far the best class is above the others. */
  public boolean hasMargins() {
    return form != Form.NONE;
  }

  /** The class of the highest score; the first of equal ones. */
  public int best() {
    return chosen;
  }

  /** The classes of the highest scores, the highest first; of equal ones the smaller number. */
  public List<Integer> top(int most) {
    if (!hasMargins()) {
      return List.of(chosen).subList(0, Math.min(1, most));
    }
    return IntStream.range(0, scores.length)
        .boxed()
        .sorted(Comparator.comparingDouble((Integer each) -> -scores[each]))
        .limit(most)
        .toList();
  }

  /** The score of a class as the model gives it; 1 where it gives none. */
  public double score(int index) {
    return hasMargins() ? scores[index] : 1;
  }

  /** The share of a class, 0 to 1: its score, or where the softmax is missing, what that makes. */
  public double share(int index) {
    return form == Form.LOGITS ? probabilities(new int[] {index}, 1)[0] : score(index);
  }

  /** How far one class is above another, in logits. */
  public double margin(int above, int below) {
    return (double) logits[above] - logits[below];
  }

  /** The probabilities of some classes at a temperature. */
  public double[] probabilities(int[] classes, double temperature) {
    double sum = logOfSum(temperature);
    return Arrays.stream(classes)
        .mapToDouble(each -> StrictMath.exp(logits[each] / temperature - sum))
        .toArray();
  }

  /** Minus the logarithm of a class's probability at a temperature. */
  public double surprise(int label, double temperature) {
    return logOfSum(temperature) - logits[label] / temperature;
  }

  private double logOfSum(double temperature) {
    double most = logits[largest(logits)];
    double sum = 0;
    for (float logit : logits) {
      sum += StrictMath.exp((logit - most) / temperature);
    }
    return most / temperature + StrictMath.log(sum);
  }
}
