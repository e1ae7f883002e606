package org.scissionlite.cli.optimise;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.scissionlite.chart.Picture;
import org.scissionlite.evidence.Evidence;
import org.scissionlite.evidence.EvidenceFile;
import org.scissionlite.evidence.Measurement;
import org.scissionlite.file.AtomicWrite;
import org.scissionlite.file.Json;

/**
 * The report beside a bundle.
 *
 * @param bundle its folder
 */
record ReportFiles(Path bundle) {
  void write(OptimiseReport report, OptimiseText text, List<Measurement> measured) {
    EvidenceFile.write(
        EvidenceFile.beside(bundle), Evidence.of(report.model(), report.sha256(), measured));
    Json.write(beside(".json"), report);
    AtomicWrite.file(beside(".txt"), temporary -> Files.writeString(temporary, text.toString()));
    Picture picture = OptimiseChart.of(report).picture();
    picture.write(beside(".png"));
    picture.write(beside(".svg"));
  }

  private Path beside(String ending) {
    return bundle.toAbsolutePath().resolveSibling(bundle.getFileName() + ".optimise" + ending);
  }
}
