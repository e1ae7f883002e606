package org.scissionlite.cli.plan;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.scissionlite.cli.source.ModelSource;
import org.scissionlite.cli.source.PreprocessingOption;
import org.scissionlite.cli.terminal.ShellWords;
import org.scissionlite.error.UsageException;
import org.scissionlite.input.Preprocessing;
import org.scissionlite.plan.Plan;
import org.scissionlite.plan.scenario.Hop;
import org.scissionlite.profile.ProfiledModel;
import org.scissionlite.transfer.spec.TransferLayers;

/**
 * What to type after a plan.
 *
 * @param source the model as it was named on the command line
 * @param maxCutTensors that the plan was made with
 */
record NextStep(String source, int maxCutTensors) {
  private static final String IMAGES = "IMAGES";
  private static final String MODEL = "MODEL";

  /** A line or two; nothing for a plan without scenarios. */
  String after(Plan plan) {
    if (plan.scenarios().isEmpty()) {
      return "";
    }
    List<Hop> hops = plan.best().route().hops();
    return switch (hops.size()) {
      case 0 ->
          "next: nothing to prepare, the best is not to cut; to cut anyway, plan with --strategy cut,cut-with-tl\n";
      case 1 -> prepare(plan, hops.get(0));
      default ->
          "next: a bundle has one cut, the best has %d; plan for two systems, as with -c -1%n"
              .formatted(hops.size());
    };
  }

  /** The bundle's usual name. */
  static String bundle(ProfiledModel model) {
    return model.name() + "-bundle";
  }

  private String prepare(Plan plan, Hop hop) {
    String layer = hop.payload().transferLayer();
    List<Object> words = new ArrayList<>(List.of("scissionlite", "prepare", model()));
    words.addAll(List.of("--cut", cut(hop)));
    if (maxCutTensors > 1) {
      words.addAll(List.of("--max-cut-tensors", maxCutTensors));
    }
    words.addAll(List.of("--transfer-layer", layer));
    if (needsImages(layer)) {
      words.addAll(List.of("--calibrate", IMAGES));
    }
    words.addAll(List.of("-o", bundle(plan.model())));
    return "next: %s%n%s%s%s"
        .formatted(
            ShellWords.line(words),
            hasName(hop)
                ? ""
                : "      the profiles have no names of layers: see layer %d with: %s%n"
                    .formatted(
                        hop.cut().layer(),
                        ShellWords.line(List.of("scissionlite", "inspect", model()))),
            isAtHand() ? "" : "      MODEL: the ONNX file of %s%n".formatted(plan.model().name()),
            needsImages(layer)
                ? "      IMAGES: a folder of pictures as it will see%n".formatted()
                : "");
  }

  /** Profiles of the Python tools call layer 51 "layer51", which no model knows. */
  private static boolean hasName(Hop hop) {
    return !hop.cut().name().equals("layer" + hop.cut().layer());
  }

  private static Object cut(Hop hop) {
    return hasName(hop) ? hop.cut().name() : hop.cut().layer();
  }

  private String model() {
    return isAtHand() ? source : MODEL;
  }

  private boolean isAtHand() {
    return ModelSource.isZoo(source) || Files.isRegularFile(Path.of(source));
  }

  /** A layer that this version does not know would be fitted, as most are. */
  private static boolean needsImages(String layer) {
    try {
      return TransferLayers.parse(layer, Preprocessing.named(PreprocessingOption.DEFAULT))
          .needsCalibration();
    } catch (UsageException e) {
      return true;
    }
  }
}
