package org.scissionlite.transfer.codec.entropy;

import java.util.List;

/**
 * Symbol tables laid out for the coder's inner loops: all classes one behind the other.
 *
 * <p>Within a class the intervals lie in order of falling frequency, so that the decoder's search
 * ends after one or two steps for most coefficients.
 */
final class FlatTables {
  /** Where the symbols of a class begin. */
  final int[] base;

  /** The value of a class's first symbol. */
  final int[] low;

  /** The number of the escape symbol within its class. */
  final int[] escape;

  /** By class and symbol: where its interval starts, and how long it is. */
  final int[] start;

  final int[] frequency;

  /** By class and rank: where the interval ends, and whose it is. */
  final int[] rankEnd;

  final int[] rankSymbol;

  FlatTables(List<SymbolTable> tables) {
    int symbols = tables.stream().mapToInt(SymbolTable::size).sum();
    base = new int[tables.size()];
    low = new int[tables.size()];
    escape = new int[tables.size()];
    start = new int[symbols];
    frequency = new int[symbols];
    rankEnd = new int[symbols];
    rankSymbol = new int[symbols];
    int next = 0;
    for (int k = 0; k < tables.size(); k++) {
      base[k] = next;
      fill(k, tables.get(k));
      next += tables.get(k).size();
    }
  }

  private void fill(int number, SymbolTable table) {
    int first = base[number];
    low[number] = table.low();
    escape[number] = table.size() - 1;
    int begin = 0;
    int rank = first;
    for (int symbol : table.byFrequency()) {
      start[first + symbol] = begin;
      frequency[first + symbol] = table.frequency(symbol);
      begin += table.frequency(symbol);
      rankEnd[rank] = begin;
      rankSymbol[rank] = symbol;
      rank++;
    }
  }
}
