package org.scissionlite.cli.prepare;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.scissionlite.bundle.PreparedScenario;
import org.scissionlite.engine.Engine;
import org.scissionlite.engine.Session;
import org.scissionlite.input.EvenlySpacedChoice;
import org.scissionlite.model.Tensor;
import org.scissionlite.transfer.FittedTransferLayer;
import org.scissionlite.transfer.codec.PlainCodec;

/**
 * What the scenarios of a bundle send for an image, checksums included.
 *
 * @param images inputs of the model; none where it is not known what the device will see
 */
record SentBytes(Engine engine, List<Map<String, Tensor>> images) {
  private static final int MOST = 100;
  private static final int THREADS = 2;

  SentBytes {
    images = EvenlySpacedChoice.of(images, MOST);
  }

  /** The mean, such as "450"; "not known" where it depends on images and there are none. */
  String of(PreparedScenario scenario) {
    if (isFixed(scenario)) {
      return "%,d".formatted(scenario.inserted().wire().stream().mapToLong(w -> w.bytes()).sum());
    }
    if (images.isEmpty()) {
      return "not known";
    }
    return scenario.steps().size() > 1
        ? ofDial(scenario)
        : String.format(Locale.ROOT, "%,.0f", mean(scenario));
  }

  /** The mean of each step, the finest first. */
  private static String ofDial(PreparedScenario scenario) {
    return scenario.steps().stream()
        .map(step -> String.format(Locale.ROOT, "%,d", step.bytes()))
        .collect(Collectors.joining(" / "));
  }

  /** How the numbers of some scenarios come about; empty where they are the tensors' sizes. */
  String note(List<PreparedScenario> scenarios) {
    if (scenarios.stream().allMatch(SentBytes::isFixed)) {
      return "";
    }
    return images.isEmpty()
        ? "bytes sent: they depend on the picture; name some with --calibrate DIR or --data DIR to know\n"
        : "bytes sent: mean of %d calibration images, checksums included%n"
            .formatted(images.size());
  }

  private static boolean isFixed(PreparedScenario scenario) {
    return scenario.inserted().layers().stream()
        .allMatch(layer -> layer.codec() instanceof PlainCodec);
  }

  private double mean(PreparedScenario scenario) {
    try (Session device = engine.open(scenario.slices().device(), THREADS)) {
      return images.stream()
          .mapToLong(image -> bytes(scenario.inserted().layers(), device.run(image)))
          .average()
          .orElse(0);
    }
  }

  private static long bytes(List<FittedTransferLayer> layers, Map<String, Tensor> sent) {
    return layers.stream()
        .mapToLong(layer -> layer.codec().encode(sent.get(layer.wire().name())).remaining())
        .sum();
  }
}
