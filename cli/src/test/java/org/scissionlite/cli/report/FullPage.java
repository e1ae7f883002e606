package org.scissionlite.cli.report;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.scissionlite.cli.report.PageData.ModelLine;
import org.scissionlite.cli.report.PageData.ScenarioLine;
import org.scissionlite.file.FileName;
import org.scissionlite.plan.Plan;
import org.scissionlite.plan.PlanFile;
import org.scissionlite.plan.question.Constraint;
import org.scissionlite.plan.question.Objective;
import org.scissionlite.privacy.AttackSettings;
import org.scissionlite.privacy.AttackStrength;
import org.scissionlite.privacy.PrivacyReport;
import org.scissionlite.privacy.PrivacyReport.CutPrivacy;
import org.scissionlite.privacy.Similarity;

/** A page on which all there is to show is shown, with names that somebody chose. */
final class FullPage {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-26T07:25:23.5Z"), ZoneOffset.UTC);

  private final Path folder;

  FullPage(Path folder) {
    this.folder = folder;
  }

  /**
   * Writes it.
   *
   * @param names of the model and of its cuts, at least three
   */
  Path write(List<String> names) throws IOException {
    List<String> cuts = Stream.concat(Stream.of("input"), names.stream()).toList();
    Plan plan =
        MadeUpSystems.of(names.get(0), cuts, 3)
            .firstTwo()
            .plan(Objective.latency(), Constraint.deadline(400_000_000));
    Path file = folder.resolve("plan.json");
    PlanFile.write(plan, file);
    PageData planned = PlanPage.of(file, CLOCK);
    PageData all =
        new PageData(
            "bundle",
            new ModelLine(names.get(0), planned.model().sha256(), cuts.size(), cuts),
            "cut: " + names.get(1),
            planned.asked(),
            0,
            planned.table(),
            measured(names),
            attacks(names),
            names.stream().map(FullPage::scenario).toList(),
            names.stream().map(name -> "A note on " + name).toList(),
            planned.provenance());
    Path page = folder.resolve("page.html");
    Files.writeString(page, HtmlPage.of(all));
    return page;
  }

  private static ScenarioLine scenario(String name) {
    return new ScenarioLine(
        name,
        name,
        "transform:step=1",
        List.of("int8 [1,24,16,16], codec rans"),
        234_567,
        1_234_567);
  }

  private static List<MeasuredLayer> measured(List<String> names) {
    return Stream.of("choice", "confirmation", "test")
        .flatMap(
            use ->
                names.stream()
                    .map(
                        name ->
                            new MeasuredLayer(
                                name,
                                use.equals("test") ? "transform:step=1" : "q4",
                                90.0 * name.length() * use.length(),
                                name.length() / 20.0 - 0.4,
                                -1.2,
                                2.1 + name.length() / 20.0,
                                350,
                                use,
                                true)))
        .toList();
  }

  private List<Attack> attacks(List<String> names) throws IOException {
    String subject = names.get(1) + ".transform";
    BufferedImage sheet = new BufferedImage(1028, 664, BufferedImage.TYPE_INT_RGB);
    ImageIO.write(sheet, "png", folder.resolve(FileName.of(subject) + ".png").toFile());
    PrivacyReport report =
        new PrivacyReport(
            PrivacyReport.SCHEMA_VERSION,
            names.get(0),
            "ONNX Runtime",
            new AttackSettings(200, 16, 1, 4, AttackStrength.STRONG),
            70,
            List.of(
                new CutPrivacy(
                    names.get(1),
                    "transform:step=1",
                    0.649,
                    420,
                    List.of(
                        new Similarity(subject, 869, 0.649, 0.029, 0.890, 25.4),
                        new Similarity("pool2 (published)", 4608, 0.617, 0.036, 0.894, 24.8),
                        new Similarity("mean picture", 0, 0.636, 0.038, 0.907, 20.4)))));
    return Attack.of(report, folder);
  }
}
