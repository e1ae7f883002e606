package org.scissionlite.trainer;

import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * Kibibytes an image that cross the wire, estimated with a gradient: log2(1 + 2 e m) bits for each
 * value of a channel whose values differ from the zero point by m on average.
 *
 * @param wire name of the quantised tensor
 * @param zeroPoint its value that stands for 0
 */
record BytesLoss(String wire, double zeroPoint) implements Loss {
  private static final double BITS_IN_KIBIBYTE = 8192;

  @Override
  public List<String> reads() {
    return List.of(wire);
  }

  @Override
  public List<String> teacherReads() {
    return List.of();
  }

  @Override
  public Tensor of(Map<String, Tensor> student, Batch batch) {
    Tensor values = student.get(wire);
    long[] allButChannels = LongStream.range(0, values.dim()).filter(axis -> axis != 1).toArray();
    double valuesOfChannel = (double) values.numel() / values.size(0) / values.size(1);
    Tensor distance =
        torch
            .abs(values.sub(new Scalar(zeroPoint)))
            .mean(allButChannels, false, new ScalarTypeOptional());
    return torch
        .log2(distance.mul(new Scalar(2 * Math.E)).add(new Scalar(1.0)))
        .sum()
        .mul(new Scalar(valuesOfChannel / BITS_IN_KIBIBYTE));
  }
}
