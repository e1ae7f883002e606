package org.scissionlite.cli.evaluate;

import java.nio.file.Path;
import java.util.Locale;
import org.scissionlite.cli.terminal.TextTable;
import org.scissionlite.privacy.PrivacyReport;
import org.scissionlite.privacy.PrivacyReport.CutPrivacy;
import org.scissionlite.privacy.Similarity;

/** A privacy report as tables of text. */
record PrivacyText(PrivacyReport report, Path folder) {

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (CutPrivacy cut : report.cuts()) {
      text.append(
          "%s, cut after %s, TL %s: %,d pictures rebuilt by a decoder trained on %,d others%n%n"
              .formatted(
                  report.model(),
                  cut.cut(),
                  cut.transferLayer(),
                  report.testImages(),
                  cut.knownImages()));
      text.append(table(cut)).append('\n');
    }
    text.append(
        "SSIM 1 is the picture itself. A stronger attacker may see more: a high value proves a"
            + " leak, a low one no privacy.\n");
    return text.append("written to %s: privacy.json, pictures%n".formatted(folder)).toString();
  }

  private static String table(CutPrivacy cut) {
    TextTable table = new TextTable("rebuilt from", "bytes", "SSIM", "+-", "largest", "PSNR dB");
    for (Similarity each : cut.rows()) {
      table.row(
          each.subject(),
          "%,.0f".formatted(each.meanBytes()),
          decimals(3, each.ssim()),
          decimals(3, each.ssimHalfWidth()),
          decimals(3, each.largestSsim()),
          decimals(1, each.psnr()));
    }
    return table.toString();
  }

  private static String decimals(int count, double value) {
    return String.format(Locale.ROOT, "%." + count + "f", value);
  }
}
