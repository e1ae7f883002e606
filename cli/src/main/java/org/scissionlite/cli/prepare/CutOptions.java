package org.scissionlite.cli.prepare;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.scissionlite.cli.plan.ScenarioWords;
import org.scissionlite.cli.source.FilePath;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.error.UsageException;
import org.scissionlite.model.Model;
import org.scissionlite.plan.Plan;
import org.scissionlite.plan.PlanFile;
import org.scissionlite.plan.scenario.Hop;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** Where a model is cut and with what: by name, or as a plan says. */
final class CutOptions {
  /** Stands for a transfer layer that is searched. */
  static final String AUTO = "auto";

  @ArgGroup(multiplicity = "1")
  private Place place;

  @Option(
      names = "--transfer-layer",
      paramLabel = "SPEC|auto",
      description =
          "What shrinks the tensor at the cut; 'auto' searches what sends the fewest bytes "
              + "at the allowed drop. Default: that of the plan, else none.")
  private String transferLayer;

  private static final class Place {
    @Option(
        names = "--cut",
        paramLabel = "NAME",
        description =
            "Cut after this layer ('inspect' lists the cuts; a tensor's name or a layer's number will"
                + " do), or at these tensors together, separated by commas. "
                + "Give it several times for several scenarios in one bundle.")
    private List<String> cuts;

    @Option(
        names = "--plan",
        converter = FilePath.class,
        paramLabel = "FILE",
        description = "Cut as the best scenario of a plan ('plan -o FILE') says.")
    private Path plan;
  }

  /** A cut with the transfer layer that is to stand there. */
  record Choice(String cut, String transferLayer) {}

  /** Whether the transfer layer is to be searched. */
  boolean isSearched() {
    return AUTO.equals(transferLayer);
  }

  /** The cuts for a model. */
  List<Choice> choices(Model model) {
    if (place.plan == null) {
      String spec = Optional.ofNullable(transferLayer).orElse(Hop.NO_TL);
      return place.cuts.stream().map(cut -> new Choice(cut, spec)).toList();
    }
    Hop hop = onlyHop(PlanFile.read(place.plan), model);
    String spec = Optional.ofNullable(transferLayer).orElse(hop.payload().transferLayer());
    return List.of(new Choice(hop.cut().name(), spec));
  }

  private Hop onlyHop(Plan plan, Model model) {
    if (!plan.model().sha256().equals(model.sha256())) {
      throw new UsageException(
          "%s is a plan for the model '%s' with SHA-256 %s; this one has %s"
              .formatted(place.plan, plan.model().name(), plan.model().sha256(), model.sha256()));
    }
    List<Hop> hops = plan.best().route().hops();
    if (hops.isEmpty()) {
      throw new ScissionLiteException(
          "%s: the best is not to cut: %s; there is nothing to prepare"
              .formatted(place.plan, ScenarioWords.of(plan.best())));
    }
    if (hops.size() > 1) {
      throw new UsageException(
          "%s: the best cuts the model %d times (%s); a bundle has one cut, plan for two systems"
              .formatted(place.plan, hops.size(), ScenarioWords.of(plan.best())));
    }
    return hops.get(0);
  }
}
