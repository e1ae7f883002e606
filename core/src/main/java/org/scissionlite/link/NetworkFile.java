package org.scissionlite.link;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.scissionlite.error.UsageException;
import org.scissionlite.file.CsvFile;
import org.scissionlite.file.CsvRow;

/**
 * Reads a network from CSV: the columns {@code source,destination,ping(ms),bandwidth(Mbps)}, a row
 * a link; further columns are left aside.
 */
public final class NetworkFile {
  private static final String SOURCE = "source";
  private static final String DESTINATION = "destination";
  private static final String PING = "ping(ms)";
  private static final String BANDWIDTH = "bandwidth(Mbps)";
  private static final List<String> COLUMNS = List.of(SOURCE, DESTINATION, PING, BANDWIDTH);

  private NetworkFile() {}

  /**
   * Reads a network file.
   *
   * @throws UsageException naming file and line, for a missing file or column, a pair that comes
   *     twice, a number that is none, is negative, infinite or NaN
   */
  public static Network read(Path file) {
    Map<Network.Ends, Link> links = new LinkedHashMap<>();
    CsvFile.read(file, COLUMNS, row -> add(links, row));
    if (links.isEmpty()) {
      throw new UsageException(
          file + ": no link in it; add a line such as pi4,edge1,27.4,60 for each pair of systems");
    }
    return new Network(file.getFileName().toString(), links);
  }

  private static void add(Map<Network.Ends, Link> links, CsvRow row) {
    Network.Ends ends = new Network.Ends(row.get(SOURCE), row.get(DESTINATION));
    if (links.putIfAbsent(ends, link(row)) != null) {
      throw row.problem("the pair %s comes twice; keep one line for it".formatted(ends));
    }
  }

  private static Link link(CsvRow row) {
    double ping = number(row, PING);
    double bandwidth = number(row, BANDWIDTH);
    try {
      return new Link(ping, bandwidth);
    } catch (UsageException e) {
      throw row.problem(e.getMessage(), e);
    }
  }

  private static double number(CsvRow row, String column) {
    String text = row.get(column);
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw row.problem("%s: expected a number such as 27.4, got '%s'".formatted(column, text), e);
    }
  }
}
