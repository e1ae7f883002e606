package org.scissionlite.transfer.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.scissionlite.error.UsageException;
import org.scissionlite.input.Preprocessing;
import org.scissionlite.model.ElementType;
import org.scissionlite.model.Shape;
import org.scissionlite.model.TensorType;
import org.scissionlite.transfer.TransferLayer;

/** The specs of the transfer layers that send the picture itself. */
class PictureSpecTest {
  private static final Preprocessing UNIT = Preprocessing.named("unit");

  @ParameterizedTest
  @CsvSource({
    "pixels, pixels",
    "' pixels ', pixels",
    "jpeg, jpeg:q=85",
    "webp, webp:q=75",
    "jpeg:q=1, jpeg:q=1",
    "jpeg : q = 100, jpeg:q=100",
    "webp:q=30.0, webp:q=30"
  })
  void spec_hasOneWayToBeWritten(String given, String written) {
    assertThat(TransferLayers.parse(given, UNIT).spec()).isEqualTo(written);
    assertThat(TransferLayers.canonical(given)).isEqualTo(written);
    assertThat(TransferLayers.canonical(written)).isEqualTo(written);
  }

  @ParameterizedTest
  @CsvSource({"jpeg:q=0, a positive number", "jpeg:q=101, 1 to 100", "webp:q=7.5, whole number"})
  void qualityOutsideOfOneToHundred_isRefused(String spec, String expected) {
    assertThatThrownBy(() -> TransferLayers.parse(spec, UNIT))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("transfer layer '" + spec.substring(0, 4) + "': expected q")
        .hasMessageContaining(expected);
  }

  @Test
  void unknownOption_isRefusedWithTheValidOne() {
    assertThatThrownBy(() -> TransferLayers.parse("jpeg:quality=85", UNIT))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("option of 'jpeg'")
        .hasMessageContaining("q");
    assertThatThrownBy(() -> TransferLayers.parse("pixels:q=85", UNIT))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("'pixels' has no options");
  }

  @ParameterizedTest
  @ValueSource(strings = {"jpeg:q=85+q8", "pool2+jpeg", "pixels+q8", "webp+none"})
  void picturesInAChain_areRefused(String chain) {
    assertThatThrownBy(() -> TransferLayers.parse(chain, UNIT))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("stands alone, at the input");
  }

  @ParameterizedTest
  @ValueSource(strings = {"pixels", "jpeg", "webp:q=50"})
  void withoutAKnownPreprocessing_thereAreNone(String spec) {
    assertThatThrownBy(() -> TransferLayers.parse(spec))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("whose preprocessing is known");
  }

  @Test
  void layersOfSeveralTensors_areSaidToBeChosenByAuto() {
    assertThatThrownBy(() -> TransferLayers.parse("transform:step=1,weights=1;q8"))
        .isInstanceOf(UsageException.class)
        .hasMessage(
            "transfer layer 'transform:step=1,weights=1;q8': a list of layers, one for each tensor of a cut, comes from 'auto' alone; give one layer, such as 'transform:step=1,weights=1', which then stands at every tensor, or 'auto'");
    assertThat(TransferLayers.canonical("q8;q4")).isEqualTo("q8;q4");
  }

  @Test
  void unknownLayer_isAnsweredWithTheNearest() {
    assertThatThrownBy(() -> TransferLayers.parse("jpg:q=85", UNIT))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("jpg")
        .hasMessageContaining("jpeg");
  }

  @Test
  void compressedPictures_haveNoFixedSizeAndNeedNoImages() {
    for (String spec : new String[] {"jpeg:q=85", "webp:q=75"}) {
      assertThat(TransferLayers.sendsFixedSize(spec)).isFalse();
      assertThat(TransferLayers.parse(spec, UNIT).needsCalibration()).isFalse();
    }
    assertThat(TransferLayers.sendsFixedSize("pixels")).isTrue();
  }

  @Test
  void misfit_namesWhatDoesNotFit() {
    TransferLayer jpeg = TransferLayers.parse("jpeg", UNIT);
    TransferLayer webp = TransferLayers.parse("webp", UNIT);

    assertThat(jpeg.misfit(image(1, 3, 20, 16_384))).isEmpty();
    assertThat(webp.misfit(image(1, 3, 20, 16_383))).isEmpty();
    assertThat(webp.misfit(image(1, 3, 20, 16_384)))
        .hasValueSatisfying(reason -> assertThat(reason).contains("webp:q=75", "16383 a side"));
    assertThat(jpeg.misfit(image(2, 3, 20, 20)))
        .hasValueSatisfying(reason -> assertThat(reason).contains("one picture"));
    assertThat(jpeg.misfit(image(1, 3, 50_000, 50_000))).isPresent();
    assertThat(jpeg.misfit(image(1, 8, 20, 20))).isPresent();
    assertThat(jpeg.misfit(new TensorType(ElementType.FLOAT32, Shape.of(1, 3)))).isPresent();
  }

  private static TensorType image(int... dims) {
    return new TensorType(ElementType.FLOAT32, Shape.of(dims));
  }
}
