package org.scissionlite.cli.plan;

import java.nio.file.Path;
import java.util.List;
import org.scissionlite.cli.source.FolderPath;
import org.scissionlite.cli.terminal.BaseCommand;
import org.scissionlite.file.Json;
import org.scissionlite.profile.Profile;
import org.scissionlite.profile.ProfileFile;
import org.scissionlite.profile.dat.DatFile;
import org.scissionlite.profile.dat.ProfileFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Takes over the benchmark data of the Python tools. */
@Command(
    name = "convert",
    description = "Turns the .dat files of Scission and ScissionTL into profiles.",
    footer = {
      "",
      "Example:",
      "  scissionlite convert benchmark_data/ -o profiles/",
      "  scissionlite convert benchmark_data/ --model vgg16 --input-size 0.6 -o profiles/"
    })
public final class ConvertCommand extends BaseCommand {
  @Mixin private InputSizeOption input;

  @Parameters(
      converter = FolderPath.class,
      paramLabel = "DIR",
      description = "A folder of TIER-NAME" + DatFile.SUFFIX + " files, such as device-pi4.dat.")
  private Path source;

  @Option(names = "--model", paramLabel = "NAME", description = "Only this model. Default: all.")
  private String model;

  @Option(names = "--json", description = "Print the names of the files as JSON.")
  private boolean json;

  @Option(
      names = {"-o", "--output"},
      required = true,
      converter = FolderPath.class,
      paramLabel = "DIR",
      description = "Where to write the profiles.")
  private Path output;

  @Override
  protected void run() {
    ProfileFolder all = ProfileFolder.read(source);
    ProfileFolder folder = model == null ? all : all.of(model);
    List<Profile> profiles = folder.datsAsProfiles(input.bytes());
    List<String> files =
        profiles.stream().map(profile -> ProfileFile.write(output, profile).toString()).toList();
    print(json ? Json.text(files) : "wrote %d profiles to %s%n".formatted(files.size(), output));
  }
}
