package org.scissionlite.onnx.read;

import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.scissionlite.error.UsageException;
import org.scissionlite.file.Sha256;
import org.scissionlite.model.Shape;

/**
 * How a model is read.
 *
 * @param batch the batch size to bind; empty for the file's own, and 1 where the file leaves it
 *     open
 * @param shapes the sizes of inputs, by the inputs' names
 * @param resizes whether these sizes hold also where the file fixes other ones, not only where it
 *     leaves them open
 * @param texts whether outputs of texts are kept, such as the name of a class
 */
public record ReadOptions(
    OptionalInt batch, Map<String, Shape> shapes, boolean resizes, boolean texts) {
  public ReadOptions {
    if (batch.isPresent() && batch.getAsInt() < 1) {
      throw new UsageException(
          "expected a batch of at least 1, got %d".formatted(batch.getAsInt()));
    }
    shapes = Map.copyOf(shapes);
  }

  /** The file's own batch size; 1 where the file leaves it open. */
  public static ReadOptions defaults() {
    return new ReadOptions(OptionalInt.empty(), Map.of(), false, false);
  }

  /**
   * A batch size of the caller's choice, also where the file fixes another one.
   *
   * @throws UsageException for a size below 1
   */
  public static ReadOptions batch(int size) {
    return new ReadOptions(OptionalInt.of(size), Map.of(), false, false);
  }

  /** These options with sizes for inputs that the file leaves open. */
  public ReadOptions withShapes(Map<String, Shape> sizes) {
    return new ReadOptions(batch, sizes, false, texts);
  }

  /**
   * These options with sizes of inputs that hold also where the file fixes other ones. A model
   * whose nodes need the file's sizes is refused when it is read.
   */
  public ReadOptions resized(Map<String, Shape> sizes) {
    return new ReadOptions(batch, sizes, true, texts);
  }

  /** These options with outputs of texts kept, or left aside. */
  public ReadOptions withTexts(boolean kept) {
    return new ReadOptions(batch, shapes, resizes, kept);
  }

  /** The identity of a model of a file that is read so: another size is another model. */
  public String identity(String sha256) {
    return shapes.isEmpty()
        ? sha256
        : Sha256.of(
            new TreeMap<>(shapes)
                .entrySet().stream()
                    .map(entry -> entry.getKey() + "=" + entry.getValue())
                    .collect(Collectors.joining("\n", sha256 + "\n", "")));
  }
}
