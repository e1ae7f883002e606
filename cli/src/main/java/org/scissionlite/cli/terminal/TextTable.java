package org.scissionlite.cli.terminal;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** A table of text: columns that hold only numbers are right-aligned. */
public final class TextTable {
  private static final Predicate<String> NUMBER =
      Pattern.compile("[-+]?[0-9.,]*( ?[%xKMG])?|-").asMatchPredicate();

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
    List<Column> columns = IntStream.range(0, header.size()).mapToObj(this::column).toList();
    StringBuilder text = new StringBuilder();
    append(text, header, columns);
    int width = columns.stream().mapToInt(Column::width).sum() + 2 * (columns.size() - 1);
    text.append("-".repeat(width)).append('\n');
    rows.forEach(row -> append(text, row, columns));
    return text.toString();
  }

  private record Column(int width, boolean isNumeric) {
    String padded(String cell) {
      String padding = " ".repeat(width - cell.length());
      return isNumeric ? padding + cell : cell + padding;
    }
  }

  private Column column(int number) {
    int widest = rows.stream().mapToInt(row -> row.get(number).length()).max().orElse(0);
    return new Column(
        Math.max(header.get(number).length(), widest),
        rows.stream().allMatch(row -> NUMBER.test(row.get(number))));
  }

  private static void append(StringBuilder text, List<String> row, List<Column> columns) {
    StringBuilder line = new StringBuilder();
    for (int c = 0; c < row.size(); c++) {
      line.append(columns.get(c).padded(row.get(c))).append("  ");
    }
    text.append(line.toString().stripTrailing()).append('\n');
  }
}
