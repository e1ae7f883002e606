package org.scissionlite.plan.question;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.scissionlite.error.UsageException;
import org.scissionlite.profile.TransferLayerProfile;

/**
 * A transfer layer at a cut, by which tables of what was measured elsewhere are read.
 *
 * @param cut the cut's name
 * @param transferLayer the layer's spec in its canonical form, so that "transform:step=1" finds
 *     what was measured with "transform:step=1.0"
 */
public record CutLayer(String cut, String transferLayer) {
  public CutLayer {
    transferLayer = TransferLayerProfile.canonical(transferLayer);
  }

  /**
   * Checks that all of these exist, so that a row with a slip in it is not silently without effect.
   *
   * @param table where the row stands, for the message: "accuracies"
   * @param known the specs at each cut
   * @throws UsageException for an unknown cut or transfer layer; lists the valid ones
   */
  public static void requireKnown(
      String table, List<CutLayer> rows, Map<String, ? extends Collection<String>> known) {
    for (CutLayer row : rows) {
      Collection<String> specs = known.get(row.cut());
      if (specs == null) {
        throw unknown(table, "cut", row.cut(), known.keySet());
      }
      if (!specs.contains(row.transferLayer())) {
        String kind = "transfer layer at cut '%s' of the profiles".formatted(row.cut());
        throw unknown(table, kind, row.transferLayer(), specs);
      }
    }
  }

  private static UsageException unknown(
      String table, String kind, String name, Collection<String> valid) {
    UsageException unknown = UsageException.unknownName(kind, name, valid);
    return new UsageException(table + ": " + unknown.getMessage(), unknown);
  }
}
