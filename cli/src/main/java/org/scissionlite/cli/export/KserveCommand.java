package org.scissionlite.cli.export;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.scissionlite.bundle.Bundle;
import org.scissionlite.bundle.BundleReader;
import org.scissionlite.cli.source.FolderPath;
import org.scissionlite.cli.terminal.BaseCommand;
import org.scissionlite.error.UsageException;
import org.scissionlite.file.AtomicWrite;
import org.scissionlite.offload.export.InferenceServiceManifest;
import org.scissionlite.offload.export.InferenceServiceManifest.Scaling;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Manifests for Kubernetes. */
@Command(
    name = "kserve",
    description = "Writes the manifest by which KServe runs a bundle on many edges.",
    footer = {
      "",
      "Example:",
      "  scissionlite export kserve resnet56-bundle --storage pvc://bundles/resnet56 \\",
      "      --image registry.plant/scissionlite-edge:0.1 --tls-secret edge-tls -o kserve",
      "  scissionlite export kserve resnet56-bundle --storage pvc://bundles/models --insecure \\",
      "      -o kserve",
      "",
      "An InferenceService with probes, autoscaling by use of processors and TLS, and a Service for",
      "devices outside of the cluster, port 8001. With --image it runs our edge on the bundle; else",
      "KServe's runtime of NVIDIA Triton on the model repository of 'export triton'. Then",
      "'kubectl apply -f kserve/inferenceservice.yaml'."
    })
public final class KserveCommand extends BaseCommand {
  private static final String FILE = "inferenceservice.yaml";

  @Parameters(
      converter = FolderPath.class,
      paramLabel = "BUNDLE",
      description = "The bundle's folder.")
  private Path folder;

  @Option(
      names = {"-o", "--output"},
      required = true,
      converter = FolderPath.class,
      paramLabel = "DIR",
      description = "The folder that inferenceservice.yaml is written to.")
  private Path output;

  @Option(
      names = "--storage",
      required = true,
      paramLabel = "URI",
      description =
          "Where the cluster finds the bundle, or for Triton the model repository, such as pvc://bundles/resnet56 or s3://plant/resnet56; you put it there.")
  private String storage;

  @Option(
      names = "--image",
      paramLabel = "IMAGE",
      defaultValue = "",
      description = "The container image of our edge. Default: none, Triton runs the slices.")
  private String image;

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "The name of the service. Default: that of the model.")
  private String name;

  @Option(
      names = "--tls-secret",
      paramLabel = "NAME",
      description =
          "A secret of the cluster with tls.crt and tls.key, which the edges show. Default: none.")
  private String tlsSecret;

  @Option(
      names = "--insecure",
      description = "Serve in the clear, in a network that you trust. Default: off.")
  private boolean isInsecure;

  @Option(
      names = "--min-replicas",
      paramLabel = "N",
      defaultValue = "2",
      description =
          "Edges that are there at all times; of two, one may be lost. Default: ${DEFAULT-VALUE}.")
  private int least;

  @Option(
      names = "--max-replicas",
      paramLabel = "N",
      defaultValue = "8",
      description = "Edges at most. Default: ${DEFAULT-VALUE}.")
  private int most;

  @Option(
      names = "--scale-at",
      paramLabel = "PERCENT",
      defaultValue = "60",
      description =
          "Use of the processors at which another edge is started. Default: ${DEFAULT-VALUE}.")
  private int cpuPercent;

  @Option(
      names = "--cpus",
      paramLabel = "N",
      defaultValue = "2",
      description = "Processors of each edge. Default: ${DEFAULT-VALUE}.")
  private int cpus;

  @Option(
      names = "--memory",
      paramLabel = "SIZE",
      defaultValue = "2Gi",
      description = "Memory of each edge. Default: ${DEFAULT-VALUE}.")
  private String memory;

  @Override
  protected void run() {
    if ((tlsSecret == null) != isInsecure) {
      throw new UsageException(
          "give --tls-secret NAME, a secret with tls.crt and tls.key, or --insecure for a network that you trust");
    }
    Scaling scaling = new Scaling(least, most, cpuPercent, cpus, memory);
    Bundle bundle = BundleReader.open(folder);
    InferenceServiceManifest manifest =
        new InferenceServiceManifest(
            name == null ? InferenceServiceManifest.nameOf(bundle.manifest().model().name()) : name,
            storage,
            image,
            Optional.ofNullable(tlsSecret),
            scaling);
    Path file = output.resolve(FILE);
    AtomicWrite.file(file, temporary -> Files.writeString(temporary, manifest.text()));
    print("wrote %s%n".formatted(file));
    tell(
        image.isEmpty()
            ? "put the folder that 'export triton' writes at " + storage
            : "put " + folder + " at " + storage);
  }
}
