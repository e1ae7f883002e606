package org.scissionlite.profile.dat;

import java.util.List;
import org.scissionlite.error.UsageException;
import org.scissionlite.profile.SystemId;

/**
 * What a benchmark file holds of one model on one system.
 *
 * @param system that was measured
 * @param model its name
 * @param format of the file
 * @param records by block, in order
 */
public record DatProfile(SystemId system, String model, Format format, List<DatRecord> records) {
  /** Which of the predecessors wrote the file. */
  public enum Format {
    SCISSION,
    SCISSIONTL,
    SCISSIONTL_TRITON
  }

  public DatProfile {
    records = List.copyOf(records);
    if (records.isEmpty()) {
      throw new UsageException(
          "%s, model %s: expected at least one record".formatted(system, model));
    }
    for (int i = 0; i + 1 < records.size(); i++) {
      DatRecord block = records.get(i);
      DatRecord next = records.get(i + 1);
      if (!follows(block, next, tailSlices(format, records))) {
        throw new UsageException(
            "%s, model %s: a record of layers %d to %d follows one of %d to %d"
                .formatted(
                    system,
                    model,
                    next.inputLayer(),
                    next.outputLayer(),
                    block.inputLayer(),
                    block.outputLayer()));
      }
    }
  }

  private static boolean follows(DatRecord block, DatRecord next, boolean tailSlices) {
    return tailSlices
        ? next.inputLayer() > block.inputLayer() && next.outputLayer() == block.outputLayer()
        : next.inputLayer() == block.outputLayer() + 1;
  }

  private static boolean tailSlices(Format format, List<DatRecord> records) {
    return format == Format.SCISSIONTL_TRITON
        && records.size() > 1
        && records.get(0).outputLayer() == records.get(1).outputLayer();
  }

  /** Whether each record is of everything from its first layer on, as a Triton edge measures. */
  public boolean tailSlices() {
    return tailSlices(format, records);
  }

  /** Number of the model's last layer. */
  public int lastLayer() {
    return records.get(records.size() - 1).outputLayer();
  }
}
