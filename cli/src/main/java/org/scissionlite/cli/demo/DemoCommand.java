package org.scissionlite.cli.demo;

import java.nio.file.Path;
import java.util.OptionalDouble;
import org.scissionlite.cli.demo.DemoOptions.Effort;
import org.scissionlite.cli.source.FolderPath;
import org.scissionlite.cli.terminal.BaseCommand;
import org.scissionlite.file.Json;
import org.scissionlite.link.Link;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The main job on one machine. */
@Command(
    name = "demo",
    description =
        "Runs the main job on this machine: DenseNet169 (random weights, for latency only) across "
            + "an emulated slow device and an edge, over an emulated link, in separate processes.",
    footer = {
      "",
      "Example:",
      "  scissionlite demo",
      "  scissionlite demo --rate 5 --round-trip 80 --output results"
    })
public final class DemoCommand extends BaseCommand {
  @Option(
      names = "--output",
      converter = FolderPath.class,
      paramLabel = "DIR",
      defaultValue = "demo-results",
      description = "Where table, chart and bundle are written. Default: ${DEFAULT-VALUE}.")
  private Path output;

  @Option(
      names = "--rate",
      paramLabel = "MBIT",
      defaultValue = "60",
      description = "Rate of the emulated link in Mbit/s. Default: ${DEFAULT-VALUE}.")
  private double rate;

  @Option(
      names = "--round-trip",
      paramLabel = "MS",
      defaultValue = "27.4",
      description = "Round trip of the emulated link in milliseconds. Default: ${DEFAULT-VALUE}.")
  private double roundTrip;

  @Option(
      names = "--device-slowdown",
      paramLabel = "X",
      description =
          "How many times slower than one thread of this machine the emulated device is. "
              + "Default: so many that the device alone takes about 0.9 s, as the paper's Jetson TX2 CPU.")
  private Double slowdown;

  @Option(
      names = "--images",
      paramLabel = "N",
      description = "Pictures sent for each way to run the model. Default: 20; short: 5.")
  private Integer images;

  @Option(
      names = "--least-layer",
      paramLabel = "N",
      defaultValue = "5",
      description =
          "The privacy constraint: the layers up to this one stay on the device. "
              + "Default: ${DEFAULT-VALUE}.")
  private int leastLayer;

  @Option(names = "--short", description = "Measure less: takes about four minutes.")
  private boolean shortForm;

  @Option(names = "--json", description = "Print JSON instead of a table.")
  private boolean json;

  @Override
  protected String whenStopped() {
    return "the next demo begins anew";
  }

  @Override
  protected void run() {
    Effort effort = shortForm ? Effort.SHORT : Effort.FULL;
    DemoOptions options =
        new DemoOptions(
            output,
            new Link(roundTrip, rate),
            slowdown == null ? OptionalDouble.empty() : OptionalDouble.of(slowdown),
            images == null ? effort : effort.withImages(images),
            leastLayer);
    DemoReport report = new Demo(options, this::tell).run();
    print(json ? Json.text(report) : new DemoText(report, output).toString());
  }
}
