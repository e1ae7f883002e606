package org.scissionlite.cli.benchmark;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.scissionlite.cli.terminal.TextTable;
import org.scissionlite.profile.BlockProfile;
import org.scissionlite.profile.IntervalTimes;
import org.scissionlite.profile.LayerCost;
import org.scissionlite.profile.MemorySource;
import org.scissionlite.profile.Profile;
import org.scissionlite.profile.Provenance;
import org.scissionlite.profile.SliceMemory;

/** A profile as text. */
final class BenchmarkText {
  private BenchmarkText() {}

  static String of(Profile profile, Path file) {
    return """
        %s
        model %s on %s, %s, %s
        whole model: median %s ms, p95 %s ms, %d samples; sum of blocks %s ms
        %s%s
        %s
        wrote %s
        """
        .formatted(
            blocks(profile),
            profile.model().name(),
            profile.system(),
            profile.provenance().engine(),
            conditions(profile.provenance()),
            millis(profile.wholeModel().medianNanos()),
            millis(profile.wholeModel().p95Nanos()),
            profile.wholeModel().samples(),
            millis(profile.sumOfBlocksNanos()),
            intervals(profile.intervals()),
            typicalLayers(profile),
            memory(profile.cuts().get(0).memory().source()),
            file);
  }

  private static String intervals(IntervalTimes times) {
    if (times == null) {
      return "";
    }
    String start =
        times.start() == null
            ? ""
            : "; in the first %d runs of the process %.2f times"
                .formatted(times.runs(), times.start());
    return "one run every %s ms: %s ms to begin, then %.2f times as long as in a hot loop%s%n"
        .formatted(
            millis(times.intervalNanos()),
            millis(times.entry().medianNanos()),
            times.steady(),
            start);
  }

  private static String typicalLayers(Profile profile) {
    List<LayerCost> costs =
        profile.cuts().stream().flatMap(cut -> cut.typicalLayers().stream()).toList();
    List<String> specs = costs.stream().map(LayerCost::spec).distinct().toList();
    double zeros = costs.stream().mapToDouble(LayerCost::zeros).max().orElse(0);
    return specs.isEmpty()
        ? "transfer layers: as measured; none typical"
        : String.format(
            Locale.ROOT,
            "typical layers, their cost alone: %s; those that learn are taken to send %.0f %% zeros",
            String.join(", ", specs),
            100 * zeros);
  }

  private static TextTable blocks(Profile profile) {
    TextTable table =
        new TextTable(
            "block", "last layer", "median ms", "p95 ms", "output bytes", "device MB", "edge MB");
    for (int i = 0; i < profile.blocks().size(); i++) {
      BlockProfile block = profile.blocks().get(i);
      SliceMemory memory = profile.cuts().get(i).memory();
      table.row(
          block.index(),
          block.name(),
          millis(block.execution().medianNanos()),
          millis(block.execution().p95Nanos()),
          "%,d".formatted(block.outputBytes()),
          megabytes(memory.deviceSliceBytes()),
          megabytes(memory.edgeSliceBytes()));
    }
    return table;
  }

  private static String conditions(Provenance provenance) {
    String batch = provenance.batch() == 1 ? "" : ", %d inputs a run".formatted(provenance.batch());
    String slowdown =
        provenance.slowdown() == 1
            ? ""
            : ", %s times slower than measured (emulated)".formatted(provenance.slowdown());
    return "%d thread(s)%s%s".formatted(provenance.threads(), batch, slowdown);
  }

  private static String memory(MemorySource source) {
    String slices = "MB: of the slices before and from the block on, ";
    return switch (source) {
      case MEASURED -> slices + "the most memory that a process of their own held for each";
      case COMPUTED -> slices + "weights and the most activations alive at once (computed)";
      case UNKNOWN -> "MB: not known";
    };
  }

  private static String millis(long nanos) {
    return String.format(Locale.ROOT, "%.3f", nanos / 1e6);
  }

  private static String megabytes(long bytes) {
    return String.format(Locale.ROOT, "%.1f", bytes / 1e6);
  }
}
