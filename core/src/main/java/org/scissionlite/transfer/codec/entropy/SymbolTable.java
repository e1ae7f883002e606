package org.scissionlite.transfer.codec.entropy;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.scissionlite.error.ScissionLiteException;

/**
 * How often each value occurs in one class of coefficients, as shares of {@value #TOTAL}.
 *
 * <p>The values from {@code low} on have a symbol each; all others share the last symbol, the
 * escape. A table of {-1, 0, 1} with the frequencies 1000, 14000, 1000 and 384 for the escape codes
 * a zero in log2(16384 / 14000) = 0.23 bits.
 */
public final class SymbolTable {
  /** Frequencies are shares of 2 to this power. */
  public static final int BITS = 14;

  /** The sum of a table's frequencies. */
  public static final int TOTAL = 1 << BITS;

  private final int low;
  private final int[] frequencies;

  /**
   * A table.
   *
   * @param low the smallest value with a symbol of its own, within 16 bits
   * @param frequencies one each for low, low + 1 and so on, and the last for the escape; each at
   *     least 1, their sum {@value #TOTAL}; one value at least has a symbol of its own
   * @throws ScissionLiteException if they are not that
   */
  public SymbolTable(int low, int... frequencies) {
    this.low = low;
    this.frequencies = frequencies.clone();
    boolean inRange =
        Math.abs((long) low) <= 1 << 16 && frequencies.length > 1 && frequencies.length <= TOTAL;
    long sum = Arrays.stream(frequencies).asLongStream().sum();
    if (!inRange || sum != TOTAL || Arrays.stream(frequencies).anyMatch(f -> f < 1)) {
      throw new ScissionLiteException(
          "frequency table: expected frequencies of at least 1 with the sum %d, got the sum %d of %d from value %d"
              .formatted(TOTAL, sum, frequencies.length, low));
    }
  }

  /**
   * The table of a histogram. Values that were hardly seen are left to the escape.
   *
   * @param low the value that the first count belongs to
   * @param counts how often each value was seen
   */
  public static SymbolTable ofCounts(int low, long... counts) {
    int first = 0;
    int end = counts.length;
    while (first + 1 < end && counts[first] < 2) {
      first++;
    }
    while (end > first + 1 && counts[end - 1] < 2) {
      end--;
    }
    if (end - first >= TOTAL / 4) {
      throw new ScissionLiteException(
          "frequency table: %d different values are too many, at most %d fit"
              .formatted(end - first, TOTAL / 4 - 1));
    }
    long all = Arrays.stream(counts).sum();
    long own = Arrays.stream(counts, first, end).sum();
    long[] kept = Arrays.copyOf(Arrays.copyOfRange(counts, first, end), end - first + 1);
    kept[end - first] = all - own + 1;
    return new SymbolTable(low + first, scaled(kept, all + 1));
  }

  /** Counts as shares of the total, each at least 1; the commonest pays for the rounding. */
  private static int[] scaled(long[] counts, long sum) {
    int[] shares = new int[counts.length];
    int commonest = 0;
    int rest = TOTAL;
    for (int i = 0; i < counts.length; i++) {
      shares[i] = (int) Math.max(1, counts[i] * TOTAL / sum);
      rest -= shares[i];
      if (counts[i] > counts[commonest]) {
        commonest = i;
      }
    }
    if (shares[commonest] + rest < 1) {
      return evened(shares);
    }
    shares[commonest] += rest;
    return shares;
  }

  /** For many values of nearly equal frequency: takes the excess from the larger ones in turn. */
  private static int[] evened(int[] shares) {
    int excess = Arrays.stream(shares).sum() - TOTAL;
    for (int i = 0; excess > 0; i = (i + 1) % shares.length) {
      if (shares[i] > 1) {
        shares[i]--;
        excess--;
      }
    }
    return shares;
  }

  /** The smallest value with a symbol of its own. */
  public int low() {
    return low;
  }

  /** The number of symbols, the escape among them. */
  public int size() {
    return frequencies.length;
  }

  /** The frequency of a symbol: number 0 stands for the value low, the last for the escape. */
  public int frequency(int symbol) {
    return frequencies[symbol];
  }

  /** The symbols from the most frequent on; of equal ones the smaller first. */
  int[] byFrequency() {
    return IntStream.range(0, frequencies.length)
        .boxed()
        .sorted((a, b) -> frequencies[b] - frequencies[a])
        .mapToInt(Integer::intValue)
        .toArray();
  }
}
