package org.scissionlite.cli.train;

import java.nio.file.Files;
import java.nio.file.Path;
import org.scissionlite.cli.source.FolderPath;
import org.scissionlite.cli.terminal.BaseCommand;
import org.scissionlite.cli.terminal.Progress;
import org.scissionlite.error.UsageException;
import org.scissionlite.input.synthetic.SteelImages;
import org.scissionlite.input.synthetic.SteelSurface;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Data sets for those who have no images yet. */
@Command(
    name = "images",
    description = "Generates a labelled data set to try training, cutting and evaluating with.",
    subcommands = ImagesCommand.SyntheticSteel.class,
    footer = {"", "Example:", "  scissionlite images synthetic-steel -o steel-images"})
public final class ImagesCommand extends BaseCommand {

  @Override
  protected void run() {
    throw new CommandLine.ParameterException(
        spec().commandLine(), "say 'images synthetic-steel -o DIR'");
  }

  @Command(
      name = "synthetic-steel",
      description =
          "Pictures of rolled steel strip: sound, or with scratches, inclusions, patches, pits, "
              + "rolled-in scale or crazing. Painted by chance, the same for the same seed.",
      footer = {
        "",
        "Example:",
        "  scissionlite images synthetic-steel -o steel-images --count 2100 --seed 7",
        "",
        "The folder holds labels.csv (columns file,label,split) and PNG files, for the --data of",
        "'train', 'prepare' and 'evaluate'; and where the defects are, for detectors, segmenters",
        "and anomaly detection: annotations/instances_SPLIT.json (COCO), labels/ (YOLO), masks/.",
        "A model trained on them knows nothing of a real mill."
      })
  static final class SyntheticSteel extends BaseCommand {
    @Option(
        names = "--count",
        paramLabel = "N",
        defaultValue = "1400",
        description = "How many images, all classes together. Default: ${DEFAULT-VALUE}.")
    private int count;

    @Option(
        names = "--size",
        paramLabel = "PIXELS",
        defaultValue = "128",
        description = "Their height and width. Default: ${DEFAULT-VALUE}.")
    private int size;

    @Option(
        names = "--seed",
        paramLabel = "N",
        defaultValue = "1",
        description = "Another seed gives other images. Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(
        names = {"-o", "--output"},
        required = true,
        converter = FolderPath.class,
        paramLabel = "DIR",
        description = "A new folder.")
    private Path output;

    @Override
    protected void run() {
      if (Files.exists(output)) {
        throw new UsageException(
            "%s is there already; name a new folder or remove it".formatted(output));
      }
      SteelImages images = new SteelImages(count, size, seed);
      images.write(output, new Progress("images", count, this::tell));
      print(
          "wrote %s: %,d synthetic images of %dx%d pixels, classes %s%n"
              .formatted(output, count, size, size, String.join(", ", SteelSurface.labels())));
    }
  }
}
