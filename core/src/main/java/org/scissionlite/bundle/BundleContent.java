package org.scissionlite.bundle;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.scissionlite.error.UsageException;
import org.scissionlite.input.Preprocessing;
import org.scissionlite.model.Model;
import org.scissionlite.task.ModelEnds;
import org.scissionlite.task.Task;

/**
 * What goes into a bundle.
 *
 * @param model the uncut model
 * @param scenarios the default first; none where the device answers alone with the whole model,
 *     each of another cut or transfer layer; where names would be the same file, the later one gets
 *     a hash
 * @param preprocessing from image to input tensor
 * @param labels the classes; empty where they are not known
 * @param task how the outputs read; see {@link Task#spec}
 * @param withWholeModel whether the device can answer alone when the edge is gone
 */
public record BundleContent(
    Model model,
    List<PreparedScenario> scenarios,
    Preprocessing preprocessing,
    List<String> labels,
    String task,
    boolean withWholeModel) {
  public BundleContent {
    labels = List.copyOf(labels);
    long different = scenarios.stream().map(PreparedScenario::identity).distinct().count();
    boolean isEmpty = scenarios.isEmpty() && !withWholeModel;
    if (isEmpty || different < scenarios.size()) {
      throw new UsageException(
          "a bundle needs at least one scenario or the whole model, and each scenario only once");
    }
    scenarios = withNamesOfTheirOwn(scenarios);
  }

  /** What goes into a bundle whose task the shapes of the outputs tell. */
  public BundleContent(
      Model model,
      List<PreparedScenario> scenarios,
      Preprocessing preprocessing,
      List<String> labels,
      boolean withWholeModel) {
    this(
        model,
        scenarios,
        preprocessing,
        labels,
        Task.of(new ModelEnds(model.graph().inputs(), model.graph().outputs(), labels)).spec(),
        withWholeModel);
  }

  /** Cuts such as "a/b" and "a:b" have one file name, as have "Relu" and "relu" on some systems. */
  private static List<PreparedScenario> withNamesOfTheirOwn(List<PreparedScenario> scenarios) {
    Set<String> taken = new HashSet<>();
    return scenarios.stream()
        .map(
            scenario ->
                taken.add(scenario.name().toLowerCase(Locale.ROOT))
                    ? scenario
                    : scenario.withHashInItsName())
        .toList();
  }
}
