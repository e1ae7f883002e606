package org.scissionlite.bundle;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.scissionlite.block.BlockChain;
import org.scissionlite.block.Cut;
import org.scissionlite.engine.Engine;
import org.scissionlite.error.UsageException;
import org.scissionlite.input.EvenlySpacedChoice;
import org.scissionlite.input.ImageFiles;
import org.scissionlite.input.ImageTensors;
import org.scissionlite.input.Preprocessing;
import org.scissionlite.input.RandomPictures;
import org.scissionlite.model.Model;
import org.scissionlite.model.Tensor;
import org.scissionlite.model.TensorSpec;
import org.scissionlite.training.Calibration;
import org.scissionlite.transfer.FittedTransferLayer;
import org.scissionlite.transfer.InsertedModel;
import org.scissionlite.transfer.Inserter;
import org.scissionlite.transfer.LayerAtCut;
import org.scissionlite.transfer.Sensitivity;
import org.scissionlite.transfer.TransferLayer;
import org.scissionlite.transfer.spec.TransferLayers;

/**
 * The paper's Preprocessor: fits the transfer layer, inserts it, splits the model, and checks the
 * slices.
 *
 * @param engine runs the model and its slices
 * @param model the model to cut
 * @param preprocessing from image to input tensor
 * @param examples calibration inputs; none where no transfer layer needs them
 * @param sensitivity differentiates the model, for transfer layers with weights
 */
public record Preprocessor(
    Engine engine,
    Model model,
    Preprocessing preprocessing,
    List<Map<String, Tensor>> examples,
    Sensitivity sensitivity) {
  private static final int THREADS = 2;
  private static final int CHECKED_EXAMPLES = 2;

  public Preprocessor {
    examples = List.copyOf(examples);
  }

  /** A preprocessor without calibration inputs. */
  public Preprocessor(Engine engine, Model model, Preprocessing preprocessing) {
    this(engine, model, preprocessing, List.of(), Sensitivity.UNKNOWN);
  }

  /** This preprocessor for transfer layers with weights, too. */
  public Preprocessor differentiatedBy(Sensitivity known) {
    return new Preprocessor(engine, model, preprocessing, examples, known);
  }

  /** This preprocessor with calibration inputs. */
  public Preprocessor calibratedOn(List<Map<String, Tensor>> inputs) {
    return new Preprocessor(engine, model, preprocessing, inputs, sensitivity);
  }

  /**
   * This preprocessor, calibrated on images of a folder, evenly chosen from all in it.
   *
   * @throws org.scissionlite.error.UsageException if the folder has no images, or they do not fit
   */
  public Preprocessor calibratedOn(Path folder, int most) {
    return calibratedOnPictures(EvenlySpacedChoice.of(ImageFiles.in(folder), most));
  }

  /**
   * This preprocessor, calibrated on pictures.
   *
   * @throws org.scissionlite.input.UnreadableImageException if one cannot be read
   */
  public Preprocessor calibratedOnPictures(List<Path> files) {
    TensorSpec input = model.graph().inputs().get(0);
    List<Map<String, Tensor>> images =
        files.stream()
            .map(file -> ImageTensors.read(file, preprocessing, input))
            .map(tensor -> Map.of(input.name(), tensor))
            .toList();
    return calibratedOn(images);
  }

  /** This preprocessor, calibrated on noise: for latency only. */
  public Preprocessor calibratedOnNoise(int count) {
    return calibratedOn(RandomPictures.examples(model.graph().inputs(), preprocessing, count, 1));
  }

  /**
   * A scenario, fitted, split and checked.
   *
   * @param cutName a layer, a tensor, a layer's number, or "input"
   * @param transferLayer a spec, such as "pool2+q8"; it stands at every tensor of the cut
   * @throws org.scissionlite.error.UsageException for an unknown cut or spec, or a misfit
   * @throws org.scissionlite.error.ScissionLiteException if the slices do not equal the model
   */
  public PreparedScenario prepare(String cutName, String transferLayer) {
    return prepare(BlockChain.of(model.graph()).cut(cutName), transferLayer);
  }

  /**
   * A scenario at a cut of any number of tensors, fitted, split and checked.
   *
   * @throws org.scissionlite.error.UsageException for an unknown spec, or a misfit
   * @throws org.scissionlite.error.ScissionLiteException if the slices do not equal the model
   */
  public PreparedScenario prepare(Cut cut, String transferLayer) {
    TransferLayer layer = TransferLayers.parse(transferLayer, preprocessing);
    LayerAtCut placed = new LayerAtCut(layer, cut);
    placed
        .misfit()
        .ifPresent(
            reason -> {
              throw new UsageException("cut '%s': %s".formatted(cut.name(), reason));
            });
    List<Map<String, Tensor>> calibrationInputs = layer.needsCalibration() ? examples : List.of();
    List<FittedTransferLayer> fitted =
        new Calibration(engine, calibrationInputs, THREADS, sensitivity)
            .at(model.graph(), cut).stream()
                .map(samples -> placed.at(samples.spec()).fit(samples))
                .toList();
    return prepare(cut, fitted);
  }

  /**
   * A scenario of transfer layers that are fitted, split and checked.
   *
   * @param fitted one for each tensor of the cut, in its order
   * @throws org.scissionlite.error.ScissionLiteException if the slices do not equal the model
   */
  public PreparedScenario prepare(Cut cut, List<FittedTransferLayer> fitted) {
    InsertedModel inserted = Inserter.insert(model.graph(), cut, fitted);
    PreparedScenario scenario = PreparedScenario.of(inserted);
    new SliceCheck(engine, checkInputs()).verify(model.graph(), scenario);
    return scenario;
  }

  private List<Map<String, Tensor>> checkInputs() {
    return examples.isEmpty()
        ? RandomPictures.examples(model.graph().inputs(), preprocessing, CHECKED_EXAMPLES, 1)
        : examples.subList(0, Math.min(CHECKED_EXAMPLES, examples.size()));
  }
}
