package org.scissionlite.bundle;

import java.util.List;
import org.scissionlite.error.UsageException;
import org.scissionlite.input.Preprocessing;
import org.scissionlite.model.Model;

/**
 * What goes into a bundle.
 *
 * @param model the uncut model
 * @param scenarios at least one, the default first, each of another name
 * @param preprocessing from image to input tensor
 * @param labels the classes; empty where they are not known
 * @param withWholeModel whether the device can answer alone when the edge is gone
 */
public record BundleContent(
    Model model,
    List<PreparedScenario> scenarios,
    Preprocessing preprocessing,
    List<String> labels,
    boolean withWholeModel) {
  public BundleContent {
    scenarios = List.copyOf(scenarios);
    labels = List.copyOf(labels);
    long names = scenarios.stream().map(PreparedScenario::name).distinct().count();
    if (scenarios.isEmpty() || names < scenarios.size()) {
      throw new UsageException("a bundle needs at least one scenario, and each only once");
    }
  }
}
