package org.scissionlite.trainer.loss;

import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import org.scissionlite.trainer.libtorch.ComputeDevice;
import org.scissionlite.trainer.libtorch.HostTensors;

/**
 * Half the mean squared difference and half {@code 1 - SSIM} (Wang et al. 2004) of two pictures,
 * both of which are a base with something added.
 *
 * <p>SSIM as {@link org.scissionlite.evaluation.similarity.Ssim} has it, on levels of 0 to 1: on
 * the brightness, in Gaussian windows of 11 x 11 pixels with deviation 1.5. Unlike there, levels
 * are not rounded and not clipped, so that every pixel has a gradient.
 *
 * @param output name of the tensor that is added to the base
 * @param base [1,3,H,W]
 */
record StructureLoss(String output, org.scissionlite.model.Tensor base, ComputeDevice device)
    implements Loss {
  private static final int WINDOW = 11;
  private static final double DEVIATION = 1.5;
  private static final double C1 = 0.01 * 0.01;
  private static final double C2 = 0.03 * 0.03;
  private static final float[] LUMA = {0.299f, 0.587f, 0.114f};

  private static final float[] WEIGHTS = gauss();

  private static float[] gauss() {
    double[] side = new double[WINDOW];
    double sum = 0;
    for (int i = 0; i < WINDOW; i++) {
      double distance = i - WINDOW / 2;
      side[i] = StrictMath.exp(-distance * distance / (2 * DEVIATION * DEVIATION));
      sum += side[i];
    }
    float[] weights = new float[WINDOW * WINDOW];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = (float) (side[i / WINDOW] * side[i % WINDOW] / (sum * sum));
    }
    return weights;
  }

  @Override
  public List<String> reads() {
    return List.of(output);
  }

  @Override
  public List<String> teacherReads() {
    return List.of();
  }

  @Override
  public Tensor of(Map<String, Tensor> student, Batch batch) {
    Tensor rebuilt = student.get(output);
    Tensor target = ReconstructionLoss.target(batch);
    Tensor typical = HostTensors.toTorch(base, device);
    Tensor unlike =
        similarity(typical.add(rebuilt), typical.add(target)).neg().add(new Scalar(1.0));
    return ReconstructionLoss.squared(rebuilt, target).add(unlike).mul(new Scalar(0.5));
  }

  /** The mean SSIM of two batches of pictures [N,3,H,W]. */
  Tensor similarity(Tensor first, Tensor second) {
    Tensor a = brightness(first);
    Tensor b = brightness(second);
    Tensor meanA = blurred(a);
    Tensor meanB = blurred(b);
    Tensor both = meanA.mul(meanB);
    Tensor squares = meanA.mul(meanA).add(meanB.mul(meanB));
    Tensor variances = blurred(a.mul(a).add(b.mul(b))).sub(squares);
    Tensor covariance = blurred(a.mul(b)).sub(both);
    Tensor light = ratio(both, squares, C1);
    return light.mul(ratio(covariance, variances, C2)).mean();
  }

  private static Tensor ratio(Tensor product, Tensor squares, double stabiliser) {
    Scalar constant = new Scalar(stabiliser);
    return product.mul(new Scalar(2.0)).add(constant).div(squares.add(constant));
  }

  private Tensor brightness(Tensor pictures) {
    return convolved(pictures, HostTensors.floats(LUMA, device, 1, LUMA.length, 1, 1));
  }

  private Tensor blurred(Tensor brightness) {
    return convolved(brightness, HostTensors.floats(WEIGHTS, device, 1, 1, WINDOW, WINDOW));
  }

  private static Tensor convolved(Tensor pictures, Tensor window) {
    long[] ones = {1, 1};
    long[] none = {0, 0};
    return torch.convolution(
        pictures, window, new TensorOptional(), ones, none, ones, false, none, 1);
  }
}
