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

/**
 * Answers one picture with the command {@code device} and an edge in this process. The launcher
 * calls it once after a build, so that the JVM writes an archive of the classes that both need.
 */
@Command(
    name = "rehearse",
    hidden = true,
    description = "Answers one picture with a device and an edge in this process.",
    footer = {"", "Example:", "  scissionlite rehearse"})
public final class RehearseCommand extends BaseCommand {
  private static final int SIZE = 16;

  @Override
  protected void run() {
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

  private static int answer(Path folder) throws IOException {
    Path picture = folder.resolve("picture.jpg");
    ImageIO.write(
        new BufferedImage(SIZE, SIZE, BufferedImage.TYPE_INT_RGB), "jpg", picture.toFile());
    Path bundle = Files.createDirectory(folder.resolve("bundle"));
    Rehearsal.unpack(bundle);
    InetSocketAddress anywhere = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    try (EdgeServer edge =
        EdgeServer.start(
            BundleReader.open(bundle), new OrtEngine(), EdgeOptions.listeningOn(anywhere))) {
      PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
      return new CommandLine(new DeviceCommand())
          .setCaseInsensitiveEnumValuesAllowed(true)
          .setOut(nowhere)
          .setErr(nowhere)
          .execute(
              bundle.toString(),
              "--edge=127.0.0.1:" + edge.address().getPort(),
              picture.toString());
    }
  }
}
