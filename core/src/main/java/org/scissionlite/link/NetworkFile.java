package org.scissionlite.link;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.scissionlite.error.UsageException;
import org.scissionlite.file.AtomicWrite;
import org.scissionlite.file.CsvFile;
import org.scissionlite.file.CsvRow;

/**
 * A network as CSV: the columns {@code source,destination,ping(ms),bandwidth(Mbps)}, behind them
 * any of the further columns of docs/link.md, a row a link; columns of other names are left aside.
 */
public final class NetworkFile {
  private static final List<String> FIRST =
      LinkColumn.first().stream().map(LinkColumn::title).toList();

  private NetworkFile() {}

  /**
   * Reads a network file.
   *
   * @throws UsageException naming file and line, for a missing file or column, a pair that comes
   *     twice, a number that is none, is negative, infinite or NaN, values that contradict each
   *     other
   */
  public static Network read(Path file) {
    Map<Network.Ends, Link> links = new LinkedHashMap<>();
    CsvFile.read(file, FIRST, row -> add(links, row));
    if (links.isEmpty()) {
      throw new UsageException(
          file + ": no link in it; add a line such as pi4,edge1,27.4,60 for each pair of systems");
    }
    return new Network(file.getFileName().toString(), links);
  }

  private static void add(Map<Network.Ends, Link> links, CsvRow row) {
    Map<LinkColumn, String> fields = new EnumMap<>(LinkColumn.class);
    for (LinkColumn column : LinkColumn.values()) {
      row.find(column.title()).ifPresent(text -> fields.put(column, text));
    }
    FIRST.forEach(row::get);
    Network.Ends ends =
        new Network.Ends(fields.get(LinkColumn.SOURCE), fields.get(LinkColumn.DESTINATION));
    if (links.putIfAbsent(ends, link(row, fields)) != null) {
      throw row.problem("the pair %s comes twice; keep one line for it".formatted(ends));
    }
  }

  private static Link link(CsvRow row, Map<LinkColumn, String> fields) {
    try {
      return LinkColumn.link(fields);
    } catch (UsageException e) {
      throw row.problem(e.getMessage(), e);
    }
  }

  /** Writes a network with all columns; the file is there whole or not at all. */
  public static void write(Path file, Network network) {
    AtomicWrite.file(file, temporary -> Files.writeString(temporary, text(network)));
  }

  /** A network as CSV with all columns, its links ordered by their ends. */
  public static String text(Network network) {
    StringWriter text = new StringWriter();
    CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).bufferSize(0).build(text);
    LinkColumn[] columns = LinkColumn.values();
    csv.writeRecord(Arrays.stream(columns).map(LinkColumn::title).toList());
    network.links().entrySet().stream()
        .sorted(Comparator.comparing(entry -> entry.getKey().toString()))
        .forEach(
            entry ->
                csv.writeRecord(
                    Arrays.stream(columns)
                        .map(column -> column.of(entry.getKey(), entry.getValue()))
                        .toList()));
    return text.toString();
  }
}
