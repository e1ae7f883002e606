package org.scissionlite.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.scissionlite.error.UsageException;
import org.scissionlite.input.fit.Fit;
import org.scissionlite.model.ElementType;
import org.scissionlite.model.Shape;
import org.scissionlite.model.Tensor;
import org.scissionlite.model.TensorSpec;

class ImageTensorsTest {
  private static final TensorSpec INPUT_224 = spec(1, 3, 224, 224);

  @Test
  void pictureOf227_isCroppedAtOneOne() {
    FloatBuffer values =
        ImageTensors.of(gradient(227, 227), Preprocessing.named("raw"), INPUT_224).floats();

    assertThat(values.get(0)).isEqualTo(1);
    assertThat(values.get(224 * 224)).isEqualTo(1);
    assertThat(values.get(2 * 224 * 224)).isEqualTo(2);
    assertThat(values.get(223)).isEqualTo(224);
  }

  @ParameterizedTest
  @CsvSource({"224,224,0,0", "225,224,0,0", "226,230,1,3", "256,256,16,16", "300,256,38,16"})
  void pictureUpToEightSevenths_isCroppedAtItsCentreUnscaled(
      int width, int height, int left, int top) {
    FloatBuffer values =
        ImageTensors.of(gradient(width, height), Preprocessing.named("raw"), INPUT_224).floats();

    assertThat(values.get(0)).isEqualTo(left);
    assertThat(values.get(224 * 224)).isEqualTo(top);
  }

  @Test
  void largerPicture_isScaledToEightSeventhsFirst() {
    FloatBuffer values =
        ImageTensors.of(halves(512, 512), Preprocessing.named("raw"), INPUT_224).floats();

    // 512 to 256 pixels, then 16 cut off on the left: pixel 111 lies at the border of the halves,
    // where the filter's weights are 1/8, 3/8, 3/8, 1/8 of 0, 0, 0, 200
    assertThat(values.get(0)).isZero();
    assertThat(values.get(111)).isEqualTo(25);
    assertThat(values.get(112)).isEqualTo(175);
    assertThat(values.get(223)).isEqualTo(200);
  }

  /** Scaled as a whole it would have 256 x 3,413,333 pixels, more than an array holds. */
  @Test
  void verySlimPicture_isScaledWhereItIsNeeded() {
    byte[] levels = new byte[60 * 800_000];
    Arrays.fill(levels, levels.length / 2, levels.length, (byte) 200);
    Pixels slim = Pixels.grey(60, 800_000, levels);

    FloatBuffer values = ImageTensors.of(slim, Preprocessing.named("raw"), INPUT_224).floats();

    assertThat(values.get(0)).isZero();
    assertThat(values.get(224 * 224 - 1)).isEqualTo(200);
  }

  @Test
  void verySlimPicture_isStretched() {
    Pixels slim = Pixels.grey(2, 1_000_000, new byte[2_000_000]);

    assertThat(slim.resize(900, 3).width()).isEqualTo(900);
  }

  @ParameterizedTest
  @CsvSource({"0,224", "60000,60000"})
  void inputOfNoPossibleSize_isRefused(int height, int width) {
    assertThatThrownBy(
            () ->
                ImageTensors.of(
                    gradient(8, 8), Preprocessing.named("raw"), spec(1, 3, height, width)))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("expected an image of 1 to 100000000 pixels");
  }

  @Test
  void slightlySmallerPicture_isScaledToEightSeventhsLikeALargerOne() {
    FloatBuffer values =
        ImageTensors.of(halves(128, 128), Preprocessing.named("raw"), INPUT_224).floats();

    // 128 to 256 pixels: 3/4 of the way from 0 to 200 at the first pixel of the right half
    assertThat(values.get(110)).isZero();
    assertThat(values.get(111)).isEqualTo(50);
    assertThat(values.get(112)).isEqualTo(150);
    assertThat(values.get(113)).isEqualTo(200);
  }

  @Test
  void muchSmallerPicture_isRefusedWithBothSizes() {
    assertThatThrownBy(
            () -> ImageTensors.of(gradient(224, 55), Preprocessing.named("raw"), INPUT_224))
        .isInstanceOf(UsageException.class)
        .hasMessageStartingWith("the image is 224x55, too small for the model's 224x224;")
        .hasMessageContaining("STRETCH");
  }

  @Test
  void stretch_scalesBothSides() {
    Preprocessing stretch =
        new Preprocessing(
            Fit.STRETCH,
            Preprocessing.Channels.RGB,
            Preprocessing.Layout.NCHW,
            1,
            List.of(0.0, 0.0, 0.0),
            List.of(1.0, 1.0, 1.0));
    FloatBuffer values = ImageTensors.of(halves(8, 2), stretch, spec(1, 3, 2, 4)).floats();

    assertThat(values.get(0)).isZero();
    assertThat(values.get(3)).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({
    "raw, 10, 20, 30",
    "unit, 0.0392157, 0.0784314, 0.1176471",
    "tf, -0.9215686, -0.8431373, -0.7647059",
    "caffe_bgr, -74, -97, -113",
    "torch, -1.9466564, -1.6855742, -1.2815686"
  })
  void named_givesTheChannelsOfThePixel(String name, float first, float second, float third) {
    Pixels pixel = new Pixels(1, 1, new byte[] {10, 20, 30});
    float[] values = ImageTensors.of(pixel, Preprocessing.named(name), spec(1, 3, 1, 1)).toFloats();

    assertThat(values).containsExactly(new float[] {first, second, third}, within());
  }

  @Test
  void channelsLast_putsThePixelsChannelsSideBySide() {
    Preprocessing nhwc =
        new Preprocessing(
            Fit.CROP,
            Preprocessing.Channels.RGB,
            Preprocessing.Layout.NHWC,
            1,
            List.of(0.0, 0.0, 0.0),
            List.of(1.0, 1.0, 1.0));

    assertThat(ImageTensors.of(gradient(2, 2), nhwc, spec(1, 2, 2, 3)).toFloats())
        .containsExactly(0, 0, 0, 1, 0, 1, 0, 1, 1, 1, 1, 2);
  }

  @Test
  void grey_weighsTheChannelsAsVideoDoes() {
    Preprocessing grey =
        new Preprocessing(
            Fit.CROP,
            Preprocessing.Channels.GREY,
            Preprocessing.Layout.NCHW,
            1,
            List.of(0.0),
            List.of(1.0));
    Pixels pixel = new Pixels(1, 1, new byte[] {100, 50, (byte) 200});

    // 0.299 * 100 + 0.587 * 50 + 0.114 * 200 = 82.05
    assertThat(ImageTensors.of(pixel, grey, spec(1, 1, 1, 1)).toFloats()).containsExactly(82);
  }

  /** 10 and 20 of 255 in half precision: 0x2905 is 0.039215, 0x2D05 twice that. */
  @Test
  void halfPrecision_isRoundedToNearest() {
    Pixels pixel = new Pixels(1, 1, new byte[] {10, 20, 0});
    TensorSpec half = new TensorSpec("image", ElementType.FLOAT16, Shape.of(1, 3, 1, 1));
    Tensor tensor = ImageTensors.of(pixel, Preprocessing.named("unit"), half);

    assertThat(tensor.data().getShort(0)).isEqualTo((short) 0x2905);
    assertThat(tensor.data().getShort(2)).isEqualTo((short) 0x2D05);
    assertThat(tensor.data().getShort(4)).isZero();
  }

  @Test
  void levelsOfEightBits_areTakenAsTheyAre() {
    Pixels pixel = new Pixels(1, 1, new byte[] {10, (byte) 200, 30});
    TensorSpec levels = new TensorSpec("image", ElementType.UINT8, Shape.of(1, 3, 1, 1));
    Tensor tensor = ImageTensors.of(pixel, Preprocessing.named("torch"), levels);

    assertThat(tensor.data().get(1)).isEqualTo((byte) 200);
  }

  @Test
  void inputThatIsNoImage_isRefused() {
    assertThatThrownBy(
            () ->
                ImageTensors.of(
                    gradient(4, 4),
                    Preprocessing.named("raw"),
                    new TensorSpec("ids", ElementType.INT64, Shape.of(1, 16))))
        .isInstanceOf(UsageException.class)
        .hasMessageStartingWith(
            "input 'ids' int64 [1,16]: the preprocessing makes one NCHW image of 3 channels");
  }

  private static org.assertj.core.data.Offset<Float> within() {
    return org.assertj.core.data.Offset.offset(1e-5f);
  }

  private static Pixels gradient(int width, int height) {
    byte[] rgb = new byte[3 * width * height];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int at = 3 * (y * width + x);
        rgb[at] = (byte) x;
        rgb[at + 1] = (byte) y;
        rgb[at + 2] = (byte) (x + y);
      }
    }
    return new Pixels(width, height, rgb);
  }

  /** Black in the left half, grey 200 in the right. */
  private static Pixels halves(int width, int height) {
    byte[] rgb = new byte[3 * width * height];
    for (int i = 0; i < rgb.length; i++) {
      rgb[i] = (byte) (i / 3 % width < width / 2 ? 0 : 200);
    }
    return new Pixels(width, height, rgb);
  }

  private static TensorSpec spec(int... dims) {
    return new TensorSpec("image", ElementType.FLOAT32, Shape.of(dims));
  }
}
