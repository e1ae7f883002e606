package org.scissionlite.transfer.codec;

import java.util.Arrays;
import org.scissionlite.transfer.codec.entropy.ClassMap;
import org.scissionlite.transfer.codec.entropy.RansTables;
import org.scissionlite.transfer.codec.entropy.SymbolTable;

/** How often each level occurs in each class: what static tables are made from. */
public final class LevelCounts {
  /** Levels beyond are counted as this one; the coder escapes them. */
  private static final int LARGEST = 1000;

  private final long[][] histograms;

  public LevelCounts(int classes) {
    this.histograms = new long[classes][2 * LARGEST + 1];
  }

  public void add(int number, int level) {
    int bounded = Math.max(-LARGEST, Math.min(LARGEST, level));
    histograms[number][bounded + LARGEST]++;
  }

  /** The codec's tables, one a class. */
  public RansTables tables(ClassMap classes) {
    return new RansTables(
        classes,
        Arrays.stream(histograms).map(each -> SymbolTable.ofCounts(-LARGEST, each)).toList());
  }

  /** The largest level that was seen, at most {@value #LARGEST}. */
  public int largest() {
    int largest = 0;
    for (long[] histogram : histograms) {
      for (int i = 0; i < histogram.length; i++) {
        if (histogram[i] > 0) {
          largest = Math.max(largest, Math.abs(i - LARGEST));
        }
      }
    }
    return largest;
  }
}
