package org.scissionlite.offload.export;

import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.scissionlite.bundle.Bundle;
import org.scissionlite.bundle.SliceFile;
import org.scissionlite.bundle.SplitScenario;
import org.scissionlite.engine.Engine;
import org.scissionlite.engine.OnnxBytes;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.error.UsageException;
import org.scissionlite.file.AtomicWrite;
import org.scissionlite.offload.wire.WireNames;
import org.scissionlite.onnx.batch.TriedBatch;
import org.scissionlite.onnx.read.DeclaredTensors;

/**
 * The edge slices of a bundle as a model repository of NVIDIA Triton: for each scenario a folder
 * NAME with config.pbtxt and NAME/VERSION/model.onnx, which is the edge slice as it is or, where
 * requests are to run together, with an open batch. Its inputs are the wire tensors themselves, as
 * Triton knows no codecs of ours.
 *
 * @param version the number of the folder that the slices go into
 * @param mostBatch how many requests may run together; with 1 the slices stay as they are
 * @param delayMicros the longest that one of them waits for others
 */
public record TritonRepository(int version, int mostBatch, int delayMicros) {
  static final String MODEL = "model.onnx";
  private static final String CONFIG = "config.pbtxt";

  public TritonRepository {
    if (version < 1) {
      throw new UsageException("expected a version of at least 1, got %d".formatted(version));
    }
  }

  /**
   * One model that was written.
   *
   * @param name under which Triton serves it
   * @param batches whether Triton may run several requests of it together
   * @param obstacle why it may not, though that is wanted; else empty
   */
  public record Written(String name, boolean batches, String obstacle) {}

  /**
   * Writes the models of all scenarios, each whole or not at all. Models of other names and
   * versions of other numbers that are there stay.
   *
   * @param folder the repository
   * @param engine on which an open batch is tried: each request's answer must be its own
   * @throws org.scissionlite.error.ScissionLiteException if a slice is missing or changed, or a
   *     file cannot be written
   */
  public List<Written> write(Bundle bundle, Path folder, Engine engine) {
    List<Model> models = models(bundle, engine);
    models.forEach(model -> model.write(bundle, folder.resolve(model.config().name()), version));
    return models.stream().map(Model::written).toList();
  }

  /** All are known to be fit before the first is written. */
  private List<Model> models(Bundle bundle, Engine engine) {
    Map<String, Model> models = new LinkedHashMap<>();
    for (SplitScenario scenario : bundle.manifest().scenarios()) {
      Model model = model(bundle, scenario, engine);
      if (models.put(model.config().name(), model) != null) {
        throw new UsageException(
            "two scenarios of the bundle would be the model '%s'; export bundles of one each"
                .formatted(model.config().name()));
      }
    }
    return List.copyOf(models.values());
  }

  private Model model(Bundle bundle, SplitScenario scenario, Engine engine) {
    OnnxBytes slice = bundle.content(scenario.edge()).onnx();
    OnnxBytes opened = slice;
    String obstacle = "";
    if (mostBatch >= TriedBatch.LEAST) {
      try {
        opened = TriedBatch.of(slice, engine, 1, mostBatch);
      } catch (ScissionLiteException e) {
        obstacle = e.getMessage();
      }
    }
    TritonConfig config =
        new TritonConfig(
            WireNames.modelName(bundle.manifest(), scenario),
            DeclaredTensors.read(opened),
            new TritonConfig.Batching(mostBatch, delayMicros),
            List.of(
                new TritonConfig.Origin(WireNames.BUNDLE, bundle.manifest().id()),
                new TritonConfig.Origin(WireNames.CUT, scenario.cut()),
                new TritonConfig.Origin(WireNames.TRANSFER_LAYER, scenario.transferLayer())));
    List<SliceFile> weights = opened.equals(slice) ? scenario.edge().weights() : List.of();
    return new Model(opened, weights, config, obstacle);
  }

  /**
   * A slice, and what Triton is told of it.
   *
   * @param weights the files beside it that hold them
   */
  private record Model(
      OnnxBytes slice, List<SliceFile> weights, TritonConfig config, String obstacle) {
    Written written() {
      return new Written(config.name(), config.tensors().batchIsOpen(), obstacle);
    }

    void write(Bundle bundle, Path place, int version) {
      AtomicWrite.folder(
          place.resolve(String.valueOf(version)), temporary -> copySlice(bundle, temporary));
      AtomicWrite.file(
          place.resolve(CONFIG), temporary -> Files.writeString(temporary, config.text()));
    }

    /** A slice names its weights by the name of their file. */
    private void copySlice(Bundle bundle, Path folder) throws IOException {
      copy(slice.bytes(), folder.resolve(MODEL));
      for (SliceFile file : weights) {
        Path name = Path.of(file.path()).getFileName();
        try (FileChannel in = bundle.channel(file)) {
          long unused = Files.copy(Channels.newInputStream(in), folder.resolve(name));
        }
      }
    }
  }

  private static void copy(ByteBuffer bytes, Path target) throws IOException {
    try (FileChannel out = FileChannel.open(target, CREATE_NEW, WRITE)) {
      while (bytes.hasRemaining()) {
        int unused = out.write(bytes);
      }
    }
  }
}
