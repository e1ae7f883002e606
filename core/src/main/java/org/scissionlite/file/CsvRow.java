package org.scissionlite.file;

import de.siegmar.fastcsv.reader.CsvRecord;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.scissionlite.error.UsageException;

/** A row of a {@link CsvFile}, whose fields are found by the names of their columns. */
public final class CsvRow {
  private static final int LONGEST_TEXT = 60;

  private final Path file;
  private final long line;
  private final List<String> header;
  private final List<String> fields;

  private CsvRow(Path file, long line, List<String> header, List<String> fields) {
    this.file = file;
    this.line = line;
    this.header = header;
    this.fields = fields;
  }

  /**
   * A row.
   *
   * @param header names of the columns in lower case
   */
  static CsvRow of(Path file, List<String> header, CsvRecord record) {
    return new CsvRow(file, record.getStartingLineNumber(), header, record.getFields());
  }

  /** The field of a column; none where the table has no such column, or the row nothing in it. */
  public Optional<String> find(String column) {
    int index = header.indexOf(column.toLowerCase(Locale.ROOT));
    return index < 0 ? Optional.empty() : Optional.of(fields.get(index)).filter(f -> !f.isEmpty());
  }

  /**
   * The field of a column.
   *
   * @throws UsageException if there is nothing in it
   */
  public String get(String column) {
    return find(column).orElseThrow(() -> problem("nothing in the column '%s'".formatted(column)));
  }

  /** What to throw about this row: says file and line, then the message. */
  public UsageException problem(String message) {
    return problem(message, null);
  }

  /** What to throw about this row when something else was thrown. */
  public UsageException problem(String message, Throwable cause) {
    String printable = message.replaceAll("\\p{Cntrl}", "?");
    return new UsageException("%s, line %d: %s".formatted(file, line, printable), cause);
  }

  CsvRow checked() {
    if (fields.stream().anyMatch(field -> field.indexOf('\uFFFD') >= 0)) {
      throw problem("not a text file in UTF-8; save it as 'CSV UTF-8'");
    }
    if (fields.stream().anyMatch(field -> field.indexOf('\n') >= 0 || field.indexOf('\r') >= 0)) {
      throw problem("a line break within '%s'; is its quote not closed?".formatted(this));
    }
    if (fields.size() != header.size()) {
      throw problem(
          "expected %d fields %s, got '%s'; a field that holds a comma needs quotes"
              .formatted(header.size(), shortened(String.join(",", header)), this));
    }
    return this;
  }

  boolean isBlank() {
    return fields.stream().allMatch(String::isEmpty);
  }

  long characters() {
    return fields.stream().mapToLong(String::length).sum();
  }

  /** The beginning of the row, for messages. */
  @Override
  public String toString() {
    return shortened(String.join(",", fields));
  }

  private static String shortened(String text) {
    return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT - 3) + "...";
  }
}
