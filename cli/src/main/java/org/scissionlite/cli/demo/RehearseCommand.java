package org.scissionlite.cli.demo;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.scissionlite.bundle.BundleReader;
import org.scissionlite.cli.offload.DeviceCommand;
import org.scissionlite.cli.terminal.BaseCommand;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.file.AtomicWrite;
import org.scissionlite.file.FileTree;
import org.scissionlite.offload.edge.EdgeOptions;
import org.scissionlite.offload.edge.EdgeServer;
import org.scissionlite.offload.rehearsal.Rehearsal;
import org.scissionlite.onnx.runtime.OrtEngine;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Answers one picture with the command {@code device} and an edge in this process. The launcher
 * calls it after a build, so that the JVM writes an archive of the classes that both need; with the
 * edge in a process of its own it is an archive of what the device needs alone, which is smaller.
 */
@Command(
    name = "rehearse",
    hidden = true,
    description = "Answers one picture with a device and an edge.",
    footer = {"", "Example:", "  scissionlite rehearse"})
public final class RehearseCommand extends BaseCommand {
  private static final int SIZE = 16;

  /** What runs in this process. */
  enum Part {
    BOTH,
    DEVICE,
    EDGE
  }

  @Option(
      names = "--part",
      paramLabel = "both|device|edge",
      defaultValue = "both",
      description =
          "What runs in this process: both; the device, with the edge in another; or the edge alone, until standard"
              + " input ends. Default: ${DEFAULT-VALUE}.")
  private Part part;

  @Override
  protected void run() {
    if (part == Part.EDGE) {
      serve();
      return;
    }
    try {
      Path folder = Files.createTempDirectory("scissionlite-rehearse");
      try {
        int code = answer(folder);
        if (code != 0) {
          throw new ScissionLiteException("the device of the rehearsal ended with " + code);
        }
        print("one picture was answered%n".formatted());
      } finally {
        FileTree.delete(folder);
      }
    } catch (IOException e) {
      throw new ScissionLiteException("cannot rehearse: " + AtomicWrite.reason(e), e);
    }
  }

  /** Tells the port, and waits. */
  private void serve() {
    try {
      Path folder = Files.createTempDirectory("scissionlite-rehearse");
      try (EdgeServer edge = edge(folder)) {
        print("%d%n".formatted(edge.address().getPort()));
        while (System.in.read() >= 0) {
          // until whoever started it is done
        }
      } finally {
        FileTree.delete(folder);
      }
    } catch (IOException e) {
      throw new ScissionLiteException("cannot rehearse: " + AtomicWrite.reason(e), e);
    }
  }

  private static EdgeServer edge(Path folder) {
    Rehearsal.unpack(folder);
    return EdgeServer.start(
        BundleReader.open(folder),
        new OrtEngine(),
        EdgeOptions.listeningOn(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)));
  }

  private int answer(Path folder) throws IOException {
    Path picture = folder.resolve("picture.jpg");
    ImageIO.write(
        new BufferedImage(SIZE, SIZE, BufferedImage.TYPE_INT_RGB), "jpg", picture.toFile());
    Path bundle = Files.createDirectory(folder.resolve("bundle"));
    if (part == Part.DEVICE) {
      Rehearsal.unpack(bundle);
      try (RehearsedEdge edge = RehearsedEdge.start()) {
        return answer(bundle, edge.port(), picture);
      }
    }
    try (EdgeServer edge = edge(bundle)) {
      return answer(bundle, edge.address().getPort(), picture);
    }
  }

  private static int answer(Path bundle, int port, Path picture) {
    PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
    return new CommandLine(new DeviceCommand())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setOut(nowhere)
        .setErr(nowhere)
        .execute(bundle.toString(), "--edge=127.0.0.1:" + port, picture.toString());
  }
}
