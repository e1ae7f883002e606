package org.scissionlite.cli.prepare;

import java.nio.file.Path;
import org.scissionlite.bundle.Bundle;
import org.scissionlite.bundle.BundleWriter;
import org.scissionlite.bundle.signature.SigningKey;
import org.scissionlite.cli.source.FilePath;
import org.scissionlite.cli.source.FolderPath;
import org.scissionlite.cli.terminal.BaseCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Stage 7 on the command line, a bundle that is there. */
@Command(
    name = "sign",
    description = "Signs a bundle, so that devices and edges know whose it is.",
    footer = {
      "",
      "Example:",
      "  scissionlite sign resnet56-bundle --key release.key",
      "",
      "The key is one of 'openssl genpkey -algorithm ed25519 -out release.key', its public half,",
      "for 'device --trust' and 'edge --trust', that of 'openssl pkey -in release.key -pubout -out",
      "release.pub'. The signature covers the manifest with the hashes of all files; it stands in",
      "manifest.json, and another one that stands there is replaced."
    })
public final class SignCommand extends BaseCommand {
  @Parameters(
      converter = FolderPath.class,
      paramLabel = "BUNDLE",
      description = "The bundle's folder.")
  private Path folder;

  @Option(
      names = "--key",
      required = true,
      paramLabel = "PEM",
      converter = FilePath.class,
      description = "The private key (Ed25519, PKCS#8).")
  private Path key;

  @Override
  protected void run() {
    Bundle signed = BundleWriter.sign(folder, SigningKey.read(key));
    print("signed %s, bundle %s%n".formatted(folder, signed.manifest().id()));
  }
}
