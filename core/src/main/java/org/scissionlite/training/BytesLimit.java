package org.scissionlite.training;

import java.nio.FloatBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.scissionlite.engine.Engine;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.model.ModelGraph;
import org.scissionlite.model.Tensor;
import org.scissionlite.training.examples.Examples;
import org.scissionlite.training.examples.FeatureExamples;
import org.scissionlite.training.examples.SelectedExamples;
import org.scissionlite.training.examples.SentTensors;
import org.scissionlite.transfer.FittedTransferLayer;
import org.scissionlite.transfer.InsertedModel;

/**
 * Holds a trained transfer layer to a number of bytes, as its real codec makes them: where they are
 * too many, all steps of its rounding become coarser by one factor. A training goes by an estimate,
 * which is a few percent off. Of a dial the finest step's bytes count; the others become coarser
 * with it.
 *
 * @param engine runs the device part
 * @param threads of the engine
 * @param images whose bytes count, the first {@value #MOST_IMAGES} of them
 * @param maxBytes an image on average
 */
public record BytesLimit(Engine engine, int threads, Examples images, long maxBytes) {
  private static final int MOST_IMAGES = 400;
  private static final double COARSEST = 64;
  private static final int HALVINGS = 8;
  private static final List<String> FINER_WHEN_LARGER =
      List.of("/DeviceTL/down/0", "/DeviceTL/down/1", "/DeviceTL/scaled/0", "/DeviceTL/scales/0");
  private static final List<String> COARSER_WHEN_LARGER =
      List.of(
          "/EdgeTL/up/0",
          "/EdgeTL/steps/0",
          "/EdgeTL/offsets/0",
          "/EdgeTL/worth/0",
          "/EdgeTL/offset/0");

  /** A model and the bytes an image that it sends for the images. */
  public record Sending(InsertedModel model, double bytes) {}

  /** A model as it is, with what it sends. */
  public Sending sending(InsertedModel model) {
    return new Sending(model, bytes(sent(model), model.layers()));
  }

  private static double bytes(SentTensors sent, List<FittedTransferLayer> layers) {
    int steps = steps(layers);
    return layers.stream().mapToDouble(layer -> sent.bytesOfSteps(layer, steps).get(0)).sum();
  }

  private static int steps(List<FittedTransferLayer> layers) {
    return layers.stream().mapToInt(FittedTransferLayer::steps).max().orElse(1);
  }

  /**
   * The model itself where it is within the limit, else with steps as fine as the limit admits.
   *
   * @throws ScissionLiteException if its layers have no step, or even the coarsest sends too much
   */
  public Sending applied(InsertedModel model) {
    Sending fits = sending(model);
    double tooFine = 1;
    double coarse = 1;
    while (fits.bytes() > maxBytes) {
      tooFine = coarse;
      coarse *= 2;
      if (coarse > COARSEST || !hasSteps(model.graph())) {
        throw new ScissionLiteException(
            "cut '%s': %s sends %,.0f bytes an image, more than the %,d allowed, and coarser steps do not help"
                .formatted(
                    model.cut().name(), model.layers().get(0).spec(), fits.bytes(), maxBytes));
      }
      fits = coarser(model, coarse);
    }
    for (int i = 0; i < HALVINGS && tooFine < coarse; i++) {
      double middle = Math.sqrt(tooFine * coarse);
      Sending tried = coarser(model, middle);
      if (tried.bytes() <= maxBytes) {
        fits = tried;
        coarse = middle;
      } else {
        tooFine = middle;
      }
    }
    return fits;
  }

  private static boolean hasSteps(ModelGraph graph) {
    return graph.initializers().keySet().stream()
        .anyMatch(name -> FINER_WHEN_LARGER.stream().anyMatch(name::endsWith));
  }

  private Sending coarser(InsertedModel model, double factor) {
    Map<String, Tensor> scaled = new HashMap<>();
    model
        .graph()
        .initializers()
        .forEach(
            (name, value) -> {
              if (FINER_WHEN_LARGER.stream().anyMatch(name::endsWith)) {
                scaled.put(name, times(value, 1 / factor));
              } else if (COARSER_WHEN_LARGER.stream().anyMatch(name::endsWith)) {
                scaled.put(name, times(value, factor));
              }
            });
    ModelGraph graph = model.graph().withInitializers(scaled);
    SentTensors sent = sent(new InsertedModel(graph, model.cut(), model.layers()));
    List<FittedTransferLayer> layers =
        model.layers().stream().map(layer -> layer.trained(scaled, sent.of(layer))).toList();
    return new Sending(new InsertedModel(graph, model.cut(), layers), bytes(sent, layers));
  }

  private static Tensor times(Tensor weights, double factor) {
    Tensor product = Tensor.zeros(weights.type());
    FloatBuffer from = weights.floats();
    FloatBuffer to = product.floats();
    while (from.hasRemaining()) {
      to.put((float) (from.get() * factor));
    }
    return product;
  }

  private SentTensors sent(InsertedModel model) {
    ModelGraph device = CutSides.upTo(model.graph(), model.wire());
    int count = Math.min(MOST_IMAGES, images.size());
    Examples some = new SelectedExamples(images, IntStream.range(0, count).boxed().toList());
    return SentTensors.of(
        new FeatureExamples.Part(engine, threads, device), some, steps(model.layers()));
  }
}
