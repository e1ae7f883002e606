package org.scissionlite.cli.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.scissionlite.cli.source.FilePath;
import org.scissionlite.cli.source.FolderPath;
import org.scissionlite.cli.terminal.BaseCommand;
import org.scissionlite.error.UsageException;
import org.scissionlite.file.AtomicWrite;
import org.scissionlite.file.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A plan, a bundle or the results of an experiment as a page for people. */
@Command(
    name = "report",
    description =
        "Writes a plan, a bundle or the results of an experiment as one HTML page; that of a plan"
            + " or a bundle plans again when its sliders are moved.",
    footer = {
      "",
      "Example:",
      "  scissionlite report plan.json -o report.html",
      "  scissionlite report steel-bundle -o report.html",
      "  scissionlite report results -o report.html",
      "",
      "The page needs nothing from outside: send it, open it on a phone, print it. Its sliders",
      "change bandwidth, round trip, speed of the device, interval and what accuracy may be",
      "lost, and it plans again as 'plan' does, over the ways that the file holds: write it with",
      "'plan ... -r 10000 --json > plan.json'. Of a bundle it reads what lies beside it, too: what",
      "'optimise' found, the evidence, and the pictures of 'evaluate --privacy'. Of the folder of",
      "an experiment (docs/benchmarks.md) it reads results.json, which 'experiment' writes."
    })
public final class ReportCommand extends BaseCommand {
  private final Clock clock = Clock.systemUTC();

  @Parameters(
      paramLabel = "PLAN|BUNDLE|RESULTS",
      description =
          "A file that 'plan --json' or 'plan -o' wrote, the folder of a bundle, or the folder of an experiment or its results.json.")
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

  /** A page, and what is told beside it. */
  private record Made(String html, List<String> notes) {
    static Made of(PageData data) {
      return new Made(HtmlPage.of(data), data.notes());
    }

    static Made of(ResultsData data) {
      return new Made(HtmlPage.of(data), data.notes());
    }
  }

  @Override
  protected void run() {
    Made page = page();
    page.notes().forEach(this::tell);
    AtomicWrite.file(output, temporary -> Files.writeString(temporary, page.html()));
  }

  private Made page() {
    if (!Files.exists(source)) {
      throw new UsageException(
          "there is no plan, bundle or results %s; 'plan -o FILE', 'optimise' and 'experiment' write them"
              .formatted(source));
    }
    boolean isBundle = Files.isDirectory(source) && !ResultsData.isFolder(source);
    if (privacy != null && !isBundle) {
      throw new UsageException("--privacy goes with a bundle, which %s is not".formatted(source));
    }
    if (isBundle) {
      return Made.of(BundlePage.of(source, Optional.ofNullable(privacy), clock));
    }
    if (Files.isDirectory(source)) {
      return Made.of(ResultsData.of(source, clock));
    }
    JsonNode tree = Json.read(source, JsonNode.class, "plan");
    if (ResultsFile.isMeant(tree)) {
      return Made.of(ResultsData.of(source, clock));
    }
    requirePlan(tree);
    return Made.of(PlanPage.of(source, clock));
  }

  private void requirePlan(JsonNode tree) {
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
