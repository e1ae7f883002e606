package org.scissionlite.cli.offload.work;

import java.util.Locale;
import java.util.function.Consumer;
import org.scissionlite.engine.Engine;
import org.scissionlite.onnx.runtime.OrtEngine;
import org.scissionlite.onnx.runtime.Provider;
import picocli.CommandLine.Option;

/** What the edge computes on. */
public final class ProviderOption {
  @Option(
      names = "--provider",
      paramLabel = "NAME",
      defaultValue = "cpu",
      description =
          "What computes: cpu, or cuda for an NVIDIA GPU, with a program that was built for it ('mvn package -Pgpu'). Default: ${DEFAULT-VALUE}.")
  private Provider provider;

  /**
   * The engine; one on a GPU says so.
   *
   * @throws org.scissionlite.error.ScissionLiteException if it is not there; says what is missing
   */
  public Engine engine(Consumer<String> tell) {
    Engine engine = new OrtEngine(provider);
    if (provider != Provider.CPU) {
      tell.accept(
          "computes on " + provider.name().toLowerCase(Locale.ROOT) + ": " + engine.description());
    }
    return engine;
  }
}
