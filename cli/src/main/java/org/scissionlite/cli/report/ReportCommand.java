package org.scissionlite.cli.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import org.scissionlite.cli.source.FilePath;
import org.scissionlite.cli.source.FolderPath;
import org.scissionlite.cli.terminal.BaseCommand;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.error.UsageException;
import org.scissionlite.file.AtomicWrite;
import org.scissionlite.file.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A plan or a bundle as a page for people. */
@Command(
    name = "report",
    description =
        "Writes a plan or a bundle as one HTML page that plans again when its sliders are moved.",
    footer = {
      "",
      "Example:",
      "  scissionlite report plan.json -o report.html",
      "  scissionlite report steel-bundle -o report.html",
      "",
      "The page needs nothing from outside: send it, open it on a phone, print it. Its sliders",
      "change bandwidth, round trip, speed of the device, interval and what accuracy may be",
      "lost, and it plans again as 'plan' does, over the ways that the file holds: write it with",
      "'plan ... -r 10000 --json > plan.json'. Of a bundle it reads what lies beside it, too: what",
      "'optimise' found, the evidence, and the pictures of 'evaluate --privacy'."
    })
public final class ReportCommand extends BaseCommand {
  private final Clock clock = Clock.systemUTC();

  @Parameters(
      paramLabel = "PLAN|BUNDLE",
      description = "A file that 'plan --json' or 'plan -o' wrote, or the folder of a bundle.")
  private Path source;

  @Option(
      names = "--privacy",
      converter = FolderPath.class,
      paramLabel = "DIR",
      description = "The folder that 'evaluate --privacy' wrote. Default: BUNDLE-privacy.")
  private Path privacy;

  @Option(
      names = {"-o", "--output"},
      required = true,
      converter = FilePath.class,
      paramLabel = "FILE",
      description = "The HTML file, which is written.")
  private Path output;

  @Override
  protected void run() {
    PageData data = data();
    data.notes().forEach(this::tell);
    String page = HtmlPage.of(data);
    AtomicWrite.file(output, temporary -> Files.writeString(temporary, page));
  }

  private PageData data() {
    if (Files.isDirectory(source)) {
      return BundlePage.of(source, Optional.ofNullable(privacy), clock);
    }
    if (!Files.exists(source)) {
      throw new ScissionLiteException(
          "there is no plan or bundle %s; 'plan -o FILE' and 'optimise' write them"
              .formatted(source));
    }
    requirePlan();
    return PlanPage.of(source, clock);
  }

  private void requirePlan() {
    JsonNode tree = Json.read(source, JsonNode.class, "plan");
    if (tree.has("plan")) {
      throw new UsageException(
          source + " holds a plan and its analysis; write the plan alone with 'plan -o FILE'");
    }
    if (tree.has("verdict")) {
      throw new UsageException(
          source + " is the report of 'optimise'; name the bundle beside which it lies");
    }
  }
}
