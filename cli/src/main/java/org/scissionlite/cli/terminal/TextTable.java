package org.scissionlite.cli.terminal;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** A table of text: columns that hold only numbers are right-aligned. */
public final class TextTable {
  private final List<String> header;
  private final List<List<String>> rows = new ArrayList<>();

  public TextTable(String... header) {
    this.header = List.of(header);
  }

  public TextTable row(Object... cells) {
    List<String> row = new ArrayList<>();
    for (Object cell : cells) {
      row.add(String.valueOf(cell));
    }
    rows.add(List.copyOf(row));
    return this;
  }

  @Override
  public String toString() {
    int[] widths =
        IntStream.range(0, header.size())
            .map(c -> Math.max(header.get(c).length(), widest(c)))
            .toArray();
    StringBuilder text = new StringBuilder();
    append(text, header, widths);
    text.append("-".repeat(IntStream.of(widths).sum() + 2 * (widths.length - 1))).append('\n');
    rows.forEach(row -> append(text, row, widths));
    return text.toString();
  }

  private int widest(int column) {
    return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
  }

  private void append(StringBuilder text, List<String> row, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int c = 0; c < row.size(); c++) {
      String padding = " ".repeat(widths[c] - row.get(c).length());
      line.append(isNumeric(c) ? padding + row.get(c) : row.get(c) + padding).append("  ");
    }
    text.append(line.toString().stripTrailing()).append('\n');
  }

  private boolean isNumeric(int column) {
    return rows.stream().allMatch(row -> row.get(column).matches("[-+]?[0-9.,]*( ?[%xKMG])?|-"));
  }
}
