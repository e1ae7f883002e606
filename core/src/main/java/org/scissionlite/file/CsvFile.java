package org.scissionlite.file;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.CsvRecordHandler;
import de.siegmar.fastcsv.reader.FieldModifiers;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.scissionlite.error.UsageException;

/**
 * Reads a table with a header, as people and spreadsheets write it: columns in any order, in upper
 * or lower case, among others; separated by commas, semicolons or tabs; fields in quotes; blanks
 * around fields and empty lines; UTF-8, or UTF-16 with a byte order mark.
 */
public final class CsvFile {
  private static final int MOST_ROWS = 2_000_000;
  private static final int MOST_CHARACTERS = 128 << 20;
  private static final int LONGEST_FIELD = 16 << 10;
  private static final int LONGEST_ROW = 128 << 10;
  private static final int MOST_COLUMNS = 1000;
  private static final int FIRST_BYTES = 4096;
  private static final List<Character> SEPARATORS = List.of(',', ';', '\t');

  private CsvFile() {}

  /**
   * Reads a file row by row.
   *
   * @param columns that it must have
   * @param each takes every row below the header
   * @throws UsageException naming file and line if the file cannot be read or is no such table, a
   *     column is missing, a row has not as many fields as the header, or the table is larger than
   *     2,000,000 rows or 128 Mi characters
   */
  public static void read(Path file, List<String> columns, Consumer<CsvRow> each) {
    try (InputStream bytes = Files.newInputStream(file);
        BufferedInputStream in = new BufferedInputStream(bytes);
        CsvReader<CsvRecord> records = reader(in, separator(in))) {
      Iterator<CsvRecord> iterator = records.iterator();
      List<String> header = header(file, columns, iterator);
      long rows = 0;
      long characters = 0;
      while (iterator.hasNext()) {
        CsvRow row = CsvRow.of(file, header, iterator.next());
        rows++;
        characters += row.characters();
        if (rows > MOST_ROWS || characters > MOST_CHARACTERS) {
          throw row.problem("the table is too large");
        }
        if (!row.isBlank()) {
          each.accept(row.checked());
        }
      }
    } catch (CsvParseException e) {
      throw new UsageException("%s: no table: %s".formatted(file, reason(e)), e);
    } catch (NoSuchFileException e) {
      throw new UsageException(
          "%s: no such file; expected a table with the columns %s"
              .formatted(file, String.join(",", columns)),
          e);
    } catch (UncheckedIOException e) {
      throw new UsageException("%s: %s".formatted(file, AtomicWrite.reason(e.getCause())), e);
    } catch (IOException e) {
      throw new UsageException("%s: %s".formatted(file, AtomicWrite.reason(e)), e);
    }
  }

  private static CsvReader<CsvRecord> reader(InputStream in, char separator) {
    CsvRecordHandler handler =
        CsvRecordHandler.builder()
            .maxFields(MOST_COLUMNS)
            .maxFieldSize(LONGEST_FIELD)
            .maxRecordSize(LONGEST_ROW)
            .fieldModifier(FieldModifiers.STRIP)
            .build();
    return CsvReader.builder()
        .fieldSeparator(separator)
        .allowExtraFields(true)
        .allowMissingFields(true)
        .trimWhitespacesAroundQuotes(true)
        .detectBomHeader(true)
        .maxBufferSize(LONGEST_ROW)
        .build(handler, in);
  }

  /** The separator that comes most often in the first line; a comma where there is none. */
  private static char separator(BufferedInputStream in) throws IOException {
    in.mark(FIRST_BYTES);
    String start = new String(in.readNBytes(FIRST_BYTES), StandardCharsets.ISO_8859_1);
    in.reset();
    String line = start.lines().filter(each -> !each.isBlank()).findFirst().orElse("");
    return SEPARATORS.stream()
        .max(Comparator.comparingLong(each -> line.chars().filter(c -> c == each).count()))
        .orElseThrow();
  }

  /** The names of the columns in lower case. */
  private static List<String> header(Path file, List<String> columns, Iterator<CsvRecord> records) {
    if (!records.hasNext()) {
      throw new UsageException(
          "%s: expected the columns %s, got an empty file"
              .formatted(file, String.join(",", columns)));
    }
    CsvRecord first = records.next();
    List<String> header =
        first.getFields().stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
    CsvRow row = CsvRow.of(file, header, first).checked();
    for (String name : header) {
      if (!name.isEmpty() && header.indexOf(name) != header.lastIndexOf(name)) {
        throw row.problem("the column '%s' comes twice; keep one".formatted(name));
      }
    }
    for (String column : columns) {
      if (!header.contains(column.toLowerCase(Locale.ROOT))) {
        throw row.problem(
            "expected the columns %s, got '%s'".formatted(String.join(",", columns), row));
      }
    }
    return header;
  }

  private static String reason(CsvParseException e) {
    return e.getCause() instanceof CsvParseException cause
        ? e.getMessage() + ": " + cause.getMessage()
        : e.getMessage();
  }
}
