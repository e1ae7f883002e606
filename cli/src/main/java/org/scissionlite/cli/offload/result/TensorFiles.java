package org.scissionlite.cli.offload.result;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.file.AtomicWrite;
import org.scissionlite.file.FileName;
import org.scissionlite.model.Tensor;
import org.scissionlite.offload.stream.FrameResult;

/** What becomes of the output tensors of an answer. */
public interface TensorFiles {
  /** What JSON says of each output, by its name. */
  Map<String, Object> write(FrameResult.Answered answered);

  /** How the outputs are told. */
  enum Format {
    NONE,
    NPY,
    JSON
  }

  /** The most elements of an output whose numbers are told without being asked for. */
  int SMALL = 64;

  /** Type and shape in the line itself, and the values of small outputs. */
  static TensorFiles small() {
    return answered -> {
      Map<String, Object> all = new LinkedHashMap<>();
      answered
          .answer()
          .outputs()
          .forEach(
              (name, value) ->
                  all.put(
                      name,
                      value.shape().elements() <= SMALL
                          ? TensorValues.of(value)
                          : TensorValues.Head.of(value, null)));
      return all;
    };
  }

  /** Type, shape and values in the line itself. */
  static TensorFiles inline() {
    return answered -> {
      Map<String, Object> all = new LinkedHashMap<>();
      answered.answer().outputs().forEach((name, value) -> all.put(name, TensorValues.of(value)));
      return all;
    };
  }

  /**
   * A file of NumPy's for each output.
   *
   * @throws ScissionLiteException if the folder cannot be made; when used, if a file cannot be
   *     written
   */
  static TensorFiles in(Path folder) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new ScissionLiteException(
          "cannot make the folder %s: %s".formatted(folder, AtomicWrite.reason(e)), e);
    }
    return new NpyFolder(folder);
  }

  /** Names files by time and number, so that a later run replaces none. */
  final class NpyFolder implements TensorFiles {
    private final Path folder;
    private long number;

    private NpyFolder(Path folder) {
      this.folder = folder;
    }

    @Override
    public Map<String, Object> write(FrameResult.Answered answered) {
      number++;
      Map<String, Object> all = new LinkedHashMap<>();
      String time = answered.time().toString().replaceAll("[-:]", "");
      for (Map.Entry<String, Tensor> output : answered.answer().outputs().entrySet()) {
        String name =
            String.format(
                Locale.ROOT, "%s-%06d-%s.npy", time, number, FileName.of(output.getKey()));
        NpyFile.write(folder.resolve(name), output.getValue());
        all.put(
            output.getKey(),
            TensorValues.Head.of(output.getValue(), folder.resolve(name).toString()));
      }
      return all;
    }
  }
}
