package org.scissionlite.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The tiny model, measured in a hurry as a slow device 'd' and as an edge 'e', and a network.
 *
 * @param folder of the profiles
 * @param model the ONNX file
 * @param network the CSV file
 */
record TinyProfiles(Path folder, Path model, Path network) {
  /** Without typical layers, to be quick. */
  static TinyProfiles in(Path place, int maxCutTensors) {
    return in(place, maxCutTensors, "none");
  }

  static TinyProfiles in(Path place, int maxCutTensors, String typicalLayers) {
    return of(TinyModel.writeTo(place), place, maxCutTensors, typicalLayers);
  }

  /** The same of another model. */
  static TinyProfiles of(Path model, Path place, int maxCutTensors, String typicalLayers) {
    Path folder = place.resolve("profiles");
    Object[] layers = {"--typical-layer", typicalLayers, "--max-cut-tensors", maxCutTensors};
    benchmark(model, folder, layers, "--tier", "device", "--name", "d", "--slowdown", "50");
    benchmark(model, folder, layers, "--tier", "edge", "--name", "e");
    Path network = place.resolve("network.csv");
    write(network, "source,destination,ping(ms),bandwidth(Mbps)\nd,e,2,60\n");
    return new TinyProfiles(folder, model, network);
  }

  private static void benchmark(Path model, Path folder, Object[] layers, Object... more) {
    List<Object> arguments = new ArrayList<>(List.of("benchmark", model, "-o", folder));
    arguments.addAll(List.of("--warmup", 1, "--repeats", 2, "--memory", "computed"));
    arguments.addAll(List.of(layers));
    arguments.addAll(List.of(more));
    CommandRun run = CommandRun.of(arguments.toArray());
    assertThat(run.err()).doesNotContain("unexpected");
    assertThat(folder).isNotEmptyDirectory();
  }

  static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The command {@code plan} on these profiles. */
  CommandRun plan(Object... more) {
    List<Object> arguments =
        new ArrayList<>(List.of("plan", model, "--profiles", folder, "--network", network));
    arguments.addAll(List.of(more));
    return CommandRun.of(arguments.toArray());
  }
}
