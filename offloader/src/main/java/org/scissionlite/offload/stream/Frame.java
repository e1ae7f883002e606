package org.scissionlite.offload.stream;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.input.ImageFiles;
import org.scissionlite.input.Pixels;
import org.scissionlite.input.RandomPictures;
import org.scissionlite.model.Tensor;

/**
 * One picture of a stream; it is read and decoded when its turn comes.
 *
 * @param name in results and messages
 * @param readNanos how long it was read before it was offered
 * @param reading makes the model's inputs of it
 */
public record Frame(String name, long readNanos, Reading reading) {
  /** Reads and decodes a picture. */
  @FunctionalInterface
  public interface Reading {
    /**
     * The model's inputs, by name.
     *
     * @throws ScissionLiteException if there is no picture, or it does not suit the model; names it
     */
    Map<String, Tensor> tensors(ModelInputs inputs);
  }

  /** A picture that is read when its turn comes. */
  public static Frame of(String name, Reading reading) {
    return new Frame(name, 0, reading);
  }

  /** An image file; its name is its path. */
  public static Frame ofFile(Path file) {
    return of(file.toString(), inputs -> inputs.of(file));
  }

  /** An image file's bytes in memory, such as a JPEG from a camera; not copied. */
  public static Frame ofEncoded(String name, ByteBuffer bytes) {
    return of(name, inputs -> inputs.of(name, ImageFiles.decode(name, bytes)));
  }

  /** A picture that is decoded already. */
  public static Frame ofPixels(String name, Pixels pixels) {
    return of(name, inputs -> inputs.of(name, pixels));
  }

  /** The model's inputs themselves, by name. */
  public static Frame ofTensors(String name, Map<String, Tensor> tensors) {
    return ofTensors(name, tensors, 0);
  }

  /**
   * The same.
   *
   * @param readNanos how long it took to make them of a picture
   */
  public static Frame ofTensors(String name, Map<String, Tensor> tensors, long readNanos) {
    Map<String, Tensor> copy = Map.copyOf(tensors);
    return new Frame(name, readNanos, inputs -> copy);
  }

  /** A picture of noise, the same for the same seed; for latency only. */
  public static Frame ofNoise(int seed) {
    return of(
        "random " + seed,
        inputs ->
            new HashMap<>(
                RandomPictures.examples(inputs.specs(), inputs.preprocessing(), 1, seed).get(0)));
  }

  /** A picture that is none: its result says why. */
  public static Frame ofFailure(String name, ScissionLiteException reason) {
    return of(
        name,
        inputs -> {
          throw reason;
        });
  }
}
