package org.scissionlite.onnx.read;

import java.util.OptionalInt;
import org.scissionlite.error.UsageException;

/**
 * How a model is read.
 *
 * @param batch the batch size to bind; empty for the file's own, and 1 where the file leaves it
 *     open
 */
public record ReadOptions(OptionalInt batch) {
  public ReadOptions {
    if (batch.isPresent() && batch.getAsInt() < 1) {
      throw new UsageException(
          "expected a batch of at least 1, got %d".formatted(batch.getAsInt()));
    }
  }

  /** The file's own batch size; 1 where the file leaves it open. */
  public static ReadOptions defaults() {
    return new ReadOptions(OptionalInt.empty());
  }

  /**
   * A batch size of the caller's choice, also where the file fixes another one.
   *
   * @throws UsageException for a size below 1
   */
  public static ReadOptions batch(int size) {
    return new ReadOptions(OptionalInt.of(size));
  }
}
