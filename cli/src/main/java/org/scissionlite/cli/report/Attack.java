package org.scissionlite.cli.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.file.AtomicWrite;
import org.scissionlite.file.FileName;
import org.scissionlite.privacy.PrivacyReport;
import org.scissionlite.privacy.PrivacyReport.CutPrivacy;
import org.scissionlite.privacy.Similarity;

/**
 * What an attacker rebuilt of pictures from what a scenario sends.
 *
 * @param rows the scenario first, then what it is compared with
 * @param known pictures of the attacker
 * @param rebuilt pictures that he had not seen
 * @param steps of his training
 * @param strength of his: "usual" or "strong"
 * @param sheet the pictures as a data URL; null where there is none
 */
record Attack(
    String cut,
    String transferLayer,
    List<Similarity> rows,
    int known,
    int rebuilt,
    int steps,
    String strength,
    String sheet) {
  /** A sheet is some 0.3 MB; one that is larger stays beside the page. */
  private static final long MOST_SHEET_BYTES = 8L << 20;

  private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G'};

  /** The attacks of a report, with the sheets that lie beside it. */
  static List<Attack> of(PrivacyReport report, Path folder) {
    return report.cuts().stream()
        .map(
            cut ->
                new Attack(
                    cut.cut(),
                    cut.transferLayer(),
                    cut.rows(),
                    cut.knownImages(),
                    report.testImages(),
                    report.attack().steps(),
                    report.attack().strength().name().toLowerCase(Locale.ROOT),
                    sheetFile(cut, folder).map(Attack::dataUrl).orElse(null)))
        .toList();
  }

  /** Where the sheet of a cut lies, if there is one. */
  static Optional<Path> sheetFile(CutPrivacy cut, Path folder) {
    return cut.rows().stream()
        .findFirst()
        .map(row -> folder.resolve(FileName.of(row.subject()) + ".png"))
        .filter(Attack::isSheet);
  }

  private static boolean isSheet(Path file) {
    try {
      return Files.isRegularFile(file) && Files.size(file) <= MOST_SHEET_BYTES;
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  private static String dataUrl(Path file) {
    try {
      byte[] png = Files.readAllBytes(file);
      for (int i = 0; i < PNG.length; i++) {
        if (png.length <= i || png[i] != PNG[i]) {
          throw new ScissionLiteException(
              "%s is no PNG picture; run 'evaluate --privacy' again".formatted(file));
        }
      }
      return "data:image/png;base64," + Base64.getEncoder().encodeToString(png);
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  private static ScissionLiteException unreadable(Path file, IOException e) {
    return new ScissionLiteException(
        "cannot read %s: %s".formatted(file, AtomicWrite.reason(e)), e);
  }
}
