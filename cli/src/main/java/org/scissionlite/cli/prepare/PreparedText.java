package org.scissionlite.cli.prepare;

import static java.util.stream.Collectors.joining;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.scissionlite.bundle.Bundle;
import org.scissionlite.bundle.PreparedScenario;
import org.scissionlite.bundle.SplitScenario;
import org.scissionlite.cli.terminal.ShellWords;
import org.scissionlite.cli.terminal.TextTable;
import org.scissionlite.model.TensorSpec;

/**
 * What {@code prepare} prints of a bundle that it has written.
 *
 * @param output where the bundle is
 * @param preprocessing its name
 */
record PreparedText(Path output, String preprocessing, Bundle bundle) {
  /**
   * The text.
   *
   * @param scenarios of the bundle, in its order
   * @param sent how many bytes a scenario sends, in words
   * @param note on these bytes
   */
  String of(
      List<PreparedScenario> scenarios, Function<PreparedScenario, String> sent, String note) {
    TextTable table =
        new TextTable(
            "scenario",
            "device slice",
            "edge slice",
            "tensor on the wire",
            "its bytes",
            "bytes sent");
    for (int i = 0; i < scenarios.size(); i++) {
      PreparedScenario scenario = scenarios.get(i);
      SplitScenario written = bundle.manifest().scenarios().get(i);
      List<TensorSpec> wire = scenario.inserted().wire();
      table.row(
          written.name(),
          "%,d".formatted(written.device().bytes()),
          "%,d".formatted(written.edge().bytes()),
          wire.stream().map(each -> each.type().toString()).collect(joining(", ")),
          "%,d".formatted(wire.stream().mapToLong(TensorSpec::bytes).sum()),
          sent.apply(scenario));
    }
    return """
        wrote %s, preprocessing %s; slices checked against the model
        %s%s%s
        edge:    scissionlite edge %s --listen 0.0.0.0:8001 --insecure
        device:  scissionlite device %s --edge EDGE:8001 IMAGE...
        """
        .formatted(
            output,
            preprocessing,
            table,
            kept(),
            note,
            ShellWords.quoted(output),
            ShellWords.quoted(output));
  }

  private String kept() {
    return bundle.manifest().scenarios().stream()
        .filter(scenario -> !scenario.keptOutputs().isEmpty())
        .map(
            scenario ->
                "%s: the device answers %s itself, which does not come back\n"
                    .formatted(
                        scenario.name(),
                        scenario.keptOutputs().stream()
                            .map(TensorSpec::name)
                            .collect(joining(", "))))
        .collect(joining());
  }
}
