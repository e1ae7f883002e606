package org.scissionlite.cli.source;

import java.nio.file.Path;
import org.scissionlite.link.Network;
import org.scissionlite.link.NetworkFile;
import picocli.CommandLine.Option;

/** What was measured of the systems and of the network between them. */
public final class SystemsOptions {
  @Option(
      names = "--profiles",
      required = true,
      converter = FolderPath.class,
      paramLabel = "DIR",
      description = "The folder of profiles, one a system, as 'benchmark' writes them.")
  private Path profiles;

  @Option(
      names = "--network",
      required = true,
      converter = FilePath.class,
      paramLabel = "CSV",
      description =
          "The links between the systems: source,destination,ping(ms),bandwidth(Mbps), a line a pair.")
  private Path network;

  public Path profiles() {
    return profiles;
  }

  /** Reads the links. */
  public Network network() {
    return NetworkFile.read(network);
  }
}
