package org.scissionlite.input.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.scissionlite.error.UsageException;
import org.scissionlite.input.ImageTensors;
import org.scissionlite.input.Pixels;
import org.scissionlite.input.Preprocessing;
import org.scissionlite.input.fit.Fit;
import org.scissionlite.input.fit.Interpolation;
import org.scissionlite.model.ElementType;
import org.scissionlite.model.Shape;
import org.scissionlite.model.TensorSpec;

class HubPreprocessingTest {
  private static final int SIDE = 16;
  private static final TensorSpec INPUT =
      new TensorSpec("image", ElementType.FLOAT32, Shape.of(1, 3, SIDE, SIDE));
  private static final String HALF = "'image_mean': [0.5, 0.5, 0.5], 'image_std': [0.5, 0.5, 0.5]";
  private static final String IMAGENET =
      "'image_mean': [0.485, 0.456, 0.406], 'image_std': [0.229, 0.224, 0.225]";
  private static final String CLIP =
      "{'do_center_crop': true, 'crop_size': {'height': 16, 'width': 16}, 'do_resize': true, "
          + "'size': {'shortest_edge': 16}, 'resample': 3, "
          + "'image_mean': [0.48145466, 0.4578275, 0.40821073], "
          + "'image_std': [0.26862954, 0.26130258, 0.27577711]}";

  @TempDir private Path home;

  /** The three channels of three pixels, as Pillow 12.3 and the formula give them. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{'do_resize': true, 'size': 224, "
            + HALF
            + "} | -0.6 -0.9608 -0.9608 -0.1843 -0.0902 0.0039 -0.2784 0.0275 0.1686",
        "{'do_resize': true, 'size': {'height': 224, 'width': 224}, 'resample': 2, "
            + "'do_rescale': true, 'rescale_factor': 0.00392156862745098, "
            + HALF
            + "} | -0.6 -0.9608 -0.9608 -0.1843 -0.0902 0.0039 -0.2784 0.0275 0.1686",
        CLIP + " | -1.3105 -0.7766 -1.0963 -0.201 0.7542 0.5106 0.6749 0.5591 0.4395",
        "{'do_center_crop': true, 'crop_size': 224, 'size': {'shortest_edge': 252}, 'resample': 2, "
            + HALF
            + "} | -0.2941 -0.3176 -0.0353 -0.1686 -0.2863 -0.4118 0.4667 -0.2392 -0.0039",
        "{'crop_pct': 0.875, 'size': {'shortest_edge': 224}, 'resample': 3, 'do_resize': true, "
            + IMAGENET
            + "} | -0.765 -0.5476 0.3393 -0.3198 -0.4776 -0.7936 1.2899 -0.5651 0.3916",
        "{'do_center_crop': true, 'crop_size': 224, 'size': 252, 'do_flip_channel_order': true, "
            + "'do_normalize': false} "
            + "| 0.4824 0.3412 0.3529 0.2941 0.3569 0.4157 0.498 0.3804 0.7333",
        "{'do_resize': true, 'size': 224, 'resample': 0, 'rescale_factor': 0.00784313725490196, "
            + "'rescale_offset': true, "
            + IMAGENET
            + "} | -5.2175 -6.465 -6.2489 -2.4433 0.5728 -5.3774 -5.5942 0.6429 -0.1138",
        "{'architecture': 'x', 'pretrained_cfg': {'input_size': [3, 224, 224], 'crop_pct': 0.95, "
            + "'interpolation': 'bicubic', 'mean': [0.485, 0.456, 0.406], 'std': [0.229, 0.224, 0.225]}} "
            + "| -1.5528 -0.8978 -1.3339 -0.2513 0.888 0.6356 0.7762 0.6604 0.5485",
        "{'pretrained_cfg': {'crop_pct': 1.0, 'crop_mode': 'squash', 'interpolation': 'lanczos'}} "
            + "| -1.5357 -1.9832 -1.7522 -0.4226 -0.0749 0.3568 -0.7993 0.2577 0.8099"
      })
  void values_areThoseOfTheUsualPythonLibraries(String json, String expected) throws IOException {
    assertThat(values(read(json), pattern(45, 30))).containsExactly(numbers(expected), offset());
  }

  @Test
  void portrait_isCroppedAlike() throws IOException {
    float[] expected =
        numbers("-0.2594 -1.1518 -1.0963 0.7187 1.1294 0.5106 -1.0623 0.0638 0.8519");

    assertThat(values(read(CLIP), pattern(30, 45))).containsExactly(expected, offset());
  }

  /** Without a change of size a value is (level * factor - mean) / deviation. */
  @Test
  void pictureOfTheInputsSize_isOnlyNormalized() throws IOException {
    Preprocessing read =
        read("{'do_resize': true, 'size': 16, 'rescale_factor': 0.01, " + IMAGENET + "}");
    Pixels picture = pattern(SIDE, SIDE);
    double[] mean = {0.485, 0.456, 0.406};
    double[] deviation = {0.229, 0.224, 0.225};
    float[] tensor = ImageTensors.of(picture, read, INPUT).toFloats();

    for (int i = 0; i < tensor.length; i++) {
      int channel = i / (SIDE * SIDE);
      int level = picture.level(i % SIDE, i / SIDE % SIDE, channel);
      double value = (level * 0.01 - mean[channel]) / deviation[channel];
      assertThat(tensor[i]).isCloseTo((float) value, Offset.offset(1e-5f));
    }
  }

  @Test
  void largeConvNext_isStretched() throws IOException {
    assertThat(read("{'crop_pct': null, 'size': {'height': 384, 'width': 384}, 'do_resize': true}"))
        .extracting(Preprocessing::fit)
        .isEqualTo(Fit.STRETCH);
    assertThat(
            read("{'do_resize': true, 'crop_pct': 0.875, 'size': {'shortest_edge': 384}, 'resample': 3}")
                .fit())
        .isEqualTo(Fit.STRETCH.with(Interpolation.BICUBIC));
  }

  @Test
  void greyPictures_haveOneChannel() throws IOException {
    Preprocessing grey =
        read("{'do_normalize': true, 'size': 28, 'image_mean': [0.1307], 'image_std': [0.3081]}");

    assertThat(grey.channels()).isEqualTo(Preprocessing.Channels.GREY);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{'model_type': 'vit', 'id2label': {'0': 'a'}, 'image_size': 224}",
        "{'feature_extractor_type': 'Wav2Vec2FeatureExtractor', 'sampling_rate': 16000}",
        "[1, 2]",
        "7"
      })
  void otherFile_isNone(String json) throws IOException {
    assertThat(HubPreprocessing.read(file(json))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{'do_resize': true, 'size': 'large'} | field 'size': expected a number of pixels, got \"large\"",
        "{'do_resize': true, 'size': {'edge': 3}} | field 'size': pictures keep their shape",
        "{'do_resize': true, 'size': {'shortest_edge': 800, 'longest_edge': 1333}} | field 'size': pictures keep their shape",
        "{'do_resize': true, 'size': -3} | field 'size': expected a number of pixels, got -3",
        "{'do_resize': 1} | field 'do_resize': expected true or false, got 1",
        "{'do_resize': true, 'size': 8, 'resample': 5} | field 'resample': expected 0 (nearest), 1 (Lanczos)",
        "{'do_resize': true, 'size': 8, 'image_mean': [1, 2]} | field 'image_mean': expected a list of 1 or 3 numbers, got [1,2]",
        "{'do_resize': true, 'size': 8, 'image_mean': 'x'} | field 'image_mean': expected a list of 1 or 3 numbers",
        "{'do_resize': true, 'size': 8, 'image_std': [0, 1, 1]} | deviation not 0",
        "{'do_center_crop': true, 'crop_size': 300, 'size': {'shortest_edge': 224}} | a crop of 1.339",
        "{'do_center_crop': true, 'crop_size': {'height': 2, 'width': 3}, 'size': {'height': 9, 'width': 9}} | stretches pictures to 9x9 and crops them to 2x3",
        "{'pretrained_cfg': {'crop_mode': 'border'}} | field 'crop_mode': expected center or squash, got \"border\"",
        "{'pretrained_cfg': {'interpolation': 'random'}} | field 'interpolation': expected nearest, bilinear, bicubic or lanczos",
        "{'pretrained_cfg': {'crop_pct': 3}} | field 'crop_pct': expected above 0 and at most 1, got 3"
      })
  void formThatIsNotKnown_isNamedByItsField(String json, String message) throws IOException {
    Path file = file(json);

    assertThatThrownBy(() -> HubPreprocessing.read(file))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining(message)
        .message()
        .hasLineCount(1)
        .doesNotContain("Exception")
        .doesNotContain("java");
  }

  private Preprocessing read(String json) throws IOException {
    return HubPreprocessing.read(file(json)).orElseThrow();
  }

  private Path file(String json) throws IOException {
    return Files.writeString(home.resolve("config.json"), json.replace('\'', '"'));
  }

  /** The channels of the pixels (0, 0), (15, 15) and (9, 4). */
  private static float[] values(Preprocessing preprocessing, Pixels picture) {
    float[] tensor = ImageTensors.of(picture, preprocessing, INPUT).toFloats();
    int[] pixels = {0, 15 * SIDE + 15, 4 * SIDE + 9};
    float[] values = new float[9];
    for (int i = 0; i < 9; i++) {
      values[i] = tensor[i % 3 * SIDE * SIDE + pixels[i / 3]];
    }
    return values;
  }

  private static Pixels pattern(int width, int height) {
    byte[] rgb = new byte[3 * width * height];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int at = 3 * (y * width + x);
        rgb[at] = (byte) (37 * x + 11 * y);
        rgb[at + 1] = (byte) (x * x + 5 * y);
        rgb[at + 2] = (byte) (7 * x * y);
      }
    }
    return Pixels.rgb(width, height, rgb);
  }

  private static float[] numbers(String text) {
    double[] values = Arrays.stream(text.split(" ", -1)).mapToDouble(Double::parseDouble).toArray();
    float[] floats = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      floats[i] = (float) values[i];
    }
    return floats;
  }

  private static Offset<Float> offset() {
    return Offset.offset(1e-4f);
  }
}
