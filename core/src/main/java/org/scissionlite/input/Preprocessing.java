package org.scissionlite.input;

import static org.scissionlite.error.Fields.listed;
import static org.scissionlite.error.Fields.present;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.scissionlite.error.UsageException;
import org.scissionlite.input.fit.Fit;

/**
 * From an image to the input tensor: fit to the model's size, then per channel {@code (pixel *
 * scale - mean) / deviation} with pixels of 0 to 255.
 *
 * @param fit how an image of another size than the input's is brought to it
 * @param channels order of the channels in the tensor
 * @param layout order of the tensor's axes
 * @param scale first factor, such as 1/255
 * @param mean one value a channel, in the tensor's order
 * @param deviation one value a channel, in the tensor's order
 */
public record Preprocessing(
    Fit fit,
    Channels channels,
    Layout layout,
    double scale,
    List<Double> mean,
    List<Double> deviation) {
  /** Order of the colour channels. */
  public enum Channels {
    RGB,
    BGR,
    GREY
  }

  /** Order of the axes. */
  public enum Layout {
    NCHW,
    NHWC
  }

  private static final Map<String, Preprocessing> NAMED = named();

  public Preprocessing {
    present(fit, "fit");
    present(channels, "channels");
    present(layout, "layout");
    mean = listed(mean, "mean");
    deviation = listed(deviation, "deviation");
    int expected = channels == Channels.GREY ? 1 : 3;
    if (mean.size() != expected || deviation.size() != expected) {
      throw new UsageException(
          "preprocessing: expected %d values of mean and deviation for %s, got %d and %d"
              .formatted(expected, channels, mean.size(), deviation.size()));
    }
    boolean usable =
        Double.isFinite(scale)
            && mean.stream().allMatch(Double::isFinite)
            && deviation.stream().allMatch(d -> Double.isFinite(d) && d != 0);
    if (!usable) {
      throw new UsageException(
          "preprocessing: scale, mean and deviation must be finite and deviation not 0");
    }
  }

  private static Map<String, Preprocessing> named() {
    Map<String, Preprocessing> named = new TreeMap<>();
    named.put("tf", rgb(1 / 127.5, List.of(1.0, 1.0, 1.0), List.of(1.0, 1.0, 1.0)));
    named.put("torch", rgb(1 / 255.0, List.of(0.485, 0.456, 0.406), List.of(0.229, 0.224, 0.225)));
    named.put(
        "caffe_bgr",
        new Preprocessing(
            Fit.CROP,
            Channels.BGR,
            Layout.NCHW,
            1,
            List.of(104.0, 117.0, 123.0),
            List.of(1.0, 1.0, 1.0)));
    named.put("raw", rgb(1, List.of(0.0, 0.0, 0.0), List.of(1.0, 1.0, 1.0)));
    named.put("unit", rgb(1 / 255.0, List.of(0.0, 0.0, 0.0), List.of(1.0, 1.0, 1.0)));
    return Map.copyOf(named);
  }

  private static Preprocessing rgb(double scale, List<Double> mean, List<Double> deviation) {
    return new Preprocessing(Fit.CROP, Channels.RGB, Layout.NCHW, scale, mean, deviation);
  }

  /**
   * A usual preprocessing: "tf" (pixel / 127.5 - 1), "torch" (ImageNet mean and deviation),
   * "caffe_bgr" (BGR minus 104, 117, 123), "raw" (0 to 255), "unit" (0 to 1).
   *
   * @throws UsageException for an unknown name; lists the valid ones
   */
  public static Preprocessing named(String name) {
    Preprocessing found = NAMED.get(name);
    if (found == null) {
      throw UsageException.unknownName("preprocessing", name, NAMED.keySet());
    }
    return found;
  }

  /** This preprocessing with another fit. */
  public Preprocessing with(Fit other) {
    return new Preprocessing(other, channels, layout, scale, mean, deviation);
  }

  /** The step of one 8-bit pixel level in each channel of the tensor: scale / deviation. */
  public List<Double> pixelSteps() {
    return deviation.stream().map(d -> scale / d).toList();
  }

  /** The tensor's value of a pixel of level 0, in each channel: -mean / deviation. */
  public List<Double> pixelOffsets() {
    return IntStream.range(0, mean.size()).mapToObj(c -> -mean.get(c) / deviation.get(c)).toList();
  }
}
