package org.scissionlite.benchmarks.experiment;

import java.util.List;

/**
 * What one contender took, image by image.
 *
 * @param contender which
 * @param cut after which layer; "-" where the device answers alone
 * @param transferLayer its spec; "-" where nothing is sent
 * @param images in the order of the requests, at least one
 */
public record Measured(Contender contender, String cut, String transferLayer, List<Image> images) {
  public Measured {
    images = List.copyOf(images);
  }

  /**
   * One answer.
   *
   * @param millis from the input tensor to the answer
   * @param deviceMillis in the engine of the device
   * @param encodeMillis from there to the message
   * @param transferMillis on the network
   * @param edgeMillis between message and message on the edge
   * @param payloadBytes of the request
   * @param deviceCpuMillis processor time of the device's whole process
   * @param edgeCpuMillis processor time of the edge's whole process
   */
  public record Image(
      double millis,
      double deviceMillis,
      double encodeMillis,
      double transferMillis,
      double edgeMillis,
      long payloadBytes,
      double deviceCpuMillis,
      double edgeCpuMillis) {}

  /** The same under another name. */
  public Measured as(Contender other) {
    return new Measured(other, cut, transferLayer, images);
  }

  /** The median latency in milliseconds. */
  public double median() {
    return Quantile.of(images.stream().map(Image::millis).toList(), 0.5);
  }

  /** The latency that 95 of 100 images keep to, in milliseconds. */
  public double p95() {
    return Quantile.of(images.stream().map(Image::millis).toList(), 0.95);
  }

  /** The median of the device's engine, in milliseconds. */
  public double device() {
    return Quantile.of(images.stream().map(Image::deviceMillis).toList(), 0.5);
  }

  /** The median on the edge, in milliseconds. */
  public double edge() {
    return Quantile.of(images.stream().map(Image::edgeMillis).toList(), 0.5);
  }

  /** The median payload. */
  public long bytes() {
    return (long)
        Quantile.of(images.stream().map(image -> (double) image.payloadBytes()).toList(), 0.5);
  }

  /**
   * The median processor time of the device for an image, in seconds: a virtual machine's counter
   * was seen to jump back by 0.4 s, which a mean would carry.
   */
  public double deviceCpuSeconds() {
    return Quantile.of(images.stream().map(Image::deviceCpuMillis).toList(), 0.5) / 1e3;
  }

  /** The median processor time of the edge for an image, in seconds. */
  public double edgeCpuSeconds() {
    return Quantile.of(images.stream().map(Image::edgeCpuMillis).toList(), 0.5) / 1e3;
  }
}
