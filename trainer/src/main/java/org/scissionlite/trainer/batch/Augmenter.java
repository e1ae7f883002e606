package org.scissionlite.trainer.batch;

import java.util.Random;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.scissionlite.error.UsageException;
import org.scissionlite.model.Shape;
import org.scissionlite.model.TensorSpec;
import org.scissionlite.trainer.libtorch.ComputeDevice;
import org.scissionlite.trainer.libtorch.HostTensors;
import org.scissionlite.training.Augmentation;

/** Varies the images of a batch, each in its own way. */
public final class Augmenter {
  private static final int BILINEAR = 0;
  private static final int NEAREST = 1;
  private static final int REPEAT_EDGES = 1;
  private static final int MOST_CHANNELS = 4;

  private final Augmentation augmentation;
  private final ComputeDevice device;
  private final boolean channelsLast;

  /**
   * @param input the model's input: an image of up to 4 channels, in either order of the axes
   * @throws UsageException if the input is no image but is to be varied as one
   */
  public Augmenter(Augmentation augmentation, TensorSpec input, ComputeDevice device) {
    Shape shape = input.shape();
    boolean image =
        shape.rank() == 4 && (shape.dim(1) <= MOST_CHANNELS || shape.dim(3) <= MOST_CHANNELS);
    if (!image && !augmentation.isNone()) {
      throw new UsageException(
          "input %s is no image that can be varied; train without augmentation".formatted(input));
    }
    this.augmentation = augmentation;
    this.device = device;
    this.channelsLast = image && shape.dim(1) > MOST_CHANNELS;
  }

  /** A varied copy of the images. */
  public Tensor vary(Tensor images, Random random) {
    if (augmentation.isNone()) {
      return images;
    }
    Tensor first = channelsLast ? images.permute(0, 3, 1, 2) : images;
    Tensor varied = relight(move(first, BILINEAR, random), random);
    return channelsLast ? varied.permute(0, 2, 3, 1).contiguous() : varied;
  }

  /**
   * What the images' places are to be, [N,C,H,W], after the images were varied.
   *
   * @param random in the state in which the images' was
   */
  public Tensor follow(Tensor targets, Random random) {
    return augmentation.isNone() ? targets : move(targets, NEAREST, random);
  }

  /**
   * The boxes of the images, [N,M,6] as {@link org.scissionlite.training.examples.BoxExamples} has
   * them, after the images were varied.
   *
   * @param images [N,...]
   * @param random in the state in which the images' was
   */
  public Tensor followBoxes(Tensor boxes, Tensor images, Random random) {
    if (augmentation.isNone()) {
      return boxes;
    }
    Tensor first = channelsLast ? images.permute(0, 3, 1, 2) : images;
    float[] moved =
        new MovedBoxes(maps(first, random))
            .of(HostTensors.floats(boxes), Math.toIntExact(boxes.size(1)));
    return HostTensors.floats(moved, device, HostTensors.shape(boxes));
  }

  private Tensor move(Tensor images, int interpolation, Random random) {
    float[] maps = maps(images, random);
    Tensor theta = HostTensors.floats(maps, device, images.size(0), 2, 3);
    Tensor grid = torch.affine_grid_generator(theta, HostTensors.shape(images), false);
    return torch.grid_sampler_2d(images, grid, interpolation, REPEAT_EDGES, false);
  }

  /**
   * Mirrors, shifts, zooms and turns every image by one affine map, from places in the varied image
   * to places in the given one. The map is in halves of each side, so that a turn of an image that
   * is not square takes the sides' ratio in.
   */
  private float[] maps(Tensor images, Random random) {
    int count = Math.toIntExact(images.size(0));
    double widthToHeight = (double) images.size(3) / images.size(2);
    float[] maps = new float[6 * count];
    for (int i = 0; i < count; i++) {
      double zoom = 1 + augmentation.zoom() * signed(random);
      double angle = Math.toRadians(augmentation.rotationDegrees() * signed(random));
      double x = zoom * mirror(random);
      double y = zoom * mirror(random);
      double cosine = StrictMath.cos(angle);
      double sine = StrictMath.sin(angle);
      maps[6 * i] = (float) (x * cosine);
      maps[6 * i + 1] = (float) (-x * sine / widthToHeight);
      maps[6 * i + 2] = (float) (2 * augmentation.shift() * signed(random));
      maps[6 * i + 3] = (float) (y * sine * widthToHeight);
      maps[6 * i + 4] = (float) (y * cosine);
      maps[6 * i + 5] = (float) (2 * augmentation.shift() * signed(random));
    }
    return maps;
  }

  /** Changes brightness and contrast of every image, in units of its own deviation. */
  private Tensor relight(Tensor images, Random random) {
    int count = Math.toIntExact(images.size(0));
    float[] factors = new float[count];
    float[] offsets = new float[count];
    for (int i = 0; i < count; i++) {
      factors[i] = (float) (1 + augmentation.contrast() * signed(random));
      offsets[i] = (float) (augmentation.brightness() * signed(random));
    }
    long[] overImage = {1, 2, 3};
    Tensor mean = images.mean(overImage, true, new ScalarTypeOptional());
    Tensor centred = images.sub(mean);
    Tensor deviation =
        torch.sqrt(
            centred
                .mul(centred)
                .mean(overImage, true, new ScalarTypeOptional())
                .add(new Scalar(1e-12)));
    return centred
        .mul(HostTensors.floats(factors, device, count, 1, 1, 1))
        .add(mean)
        .add(deviation.mul(HostTensors.floats(offsets, device, count, 1, 1, 1)));
  }

  private double mirror(Random random) {
    return augmentation.flips() && random.nextBoolean() ? -1 : 1;
  }

  private static double signed(Random random) {
    return 2 * random.nextDouble() - 1;
  }
}
