package org.scissionlite.input.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.scissionlite.error.UsageException;
import org.scissionlite.file.Json;

class FitTest {
  /** Worked by hand: scaled size, then left and top. */
  @ParameterizedTest
  @CsvSource({
    "STRETCH, 640, 480, 224, 224, 224x224, 0, 0",
    "LETTERBOX, 640, 480, 640, 640, 640x480, 0, -80",
    "LETTERBOX, 480, 640, 640, 640, 480x640, -80, 0",
    "LETTERBOX, 1920, 1080, 640, 640, 640x360, 0, -140",
    "LETTERBOX, 100, 33, 64, 64, 64x21, 0, -21",
    "LETTERBOX, 100000, 1, 64, 64, 64x1, 0, -31",
    "CENTER_CROP, 640, 480, 224, 224, 341x256, 58, 16",
    "CENTER_CROP, 480, 640, 224, 224, 256x341, 16, 58",
    "CENTER_CROP, 256, 256, 224, 224, 256x256, 16, 16",
    "CENTER_CROP, 100, 50, 224, 224, 512x256, 144, 16",
    "CENTER_CROP, 300, 300, 224, 112, 256x256, 16, 72",
    "CROP, 256, 250, 224, 224, 256x250, 16, 13",
    "CROP, 512, 512, 224, 224, 256x256, 16, 16"
  })
  void placement_isWorkedOut(
      Fit.Kind kind,
      int w,
      int h,
      int inputWidth,
      int inputHeight,
      String size,
      int left,
      int top) {
    Placement place = Fit.usual(kind).place(new Size(w, h), new Size(inputWidth, inputHeight));

    assertThat(place.scaled()).hasToString(size);
    assertThat(List.of(place.left(), place.top())).containsExactly(left, top);
  }

  /** 224 / 0.95 = 235.8, which is rounded down, as timm does it. */
  @Test
  void share_givesTheScaledSide() {
    Placement place = Fit.CENTER_CROP.withShare(0.95).place(new Size(500, 400), new Size(224, 224));

    assertThat(place).isEqualTo(new Placement(new Size(293, 235), 34, 5));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "\"LETTERBOX\"",
        "{\"kind\":\"LETTERBOX\",\"border\":0}",
        "{\"kind\":\"CENTER_CROP\",\"share\":0.95,\"interpolation\":\"BICUBIC\"}",
        "{\"kind\":\"STRETCH\",\"orientation\":\"IGNORED\"}"
      })
  void json_isReadAndWrittenAlike(String json) throws IOException {
    JsonNode tree = new ObjectMapper().readTree(json);

    assertThat(Json.line(Json.of(tree, Fit.class, "test"))).isEqualTo(json);
  }

  /** Sets of images are known by it, also those that an older version looked at. */
  @Test
  void text_isTheKindWhereAllElseIsUsual() {
    assertThat(Fit.STRETCH).hasToString("STRETCH");
    assertThat(Fit.CENTER_CROP.withShare(1)).hasToString("{kind=CENTER_CROP, share=1.0}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "\"MIDDLE\" | unknown value 'MIDDLE'; valid, nearest first: ",
        "7 | unknown value '7'; valid, nearest first: ",
        "[] | unknown value '[]'; valid",
        "{} | 'kind' is missing; valid: [CROP, STRETCH, CENTER_CROP, LETTERBOX]",
        "{\"kind\": \"STRETCH\", \"size\": 3} | unknown field 'size'; valid, nearest first: ",
        "{\"kind\": \"CENTER_CROP\", \"share\": 1.5} | 'share': expected above 0 and at most 1, got 1.5",
        "{\"kind\": \"CENTER_CROP\", \"share\": \"x\"} | 'share': expected a number, got x",
        "{\"kind\": \"LETTERBOX\", \"border\": 256} | 'border': expected 0 to 255, got 256",
        "{\"kind\": \"LETTERBOX\", \"border\": 1e99} | 'border': expected a whole number, got",
        "{\"kind\": \"LETTERBOX\", \"interpolation\": \"CUBIC\"} | unknown value of 'interpolation' 'CUBIC'; valid, nearest first: BICUBIC",
        "{\"kind\": \"LETTERBOX\", \"orientation\": false} | unknown value of 'orientation' 'false'"
      })
  void wrongJson_isNamed(String json, String message) throws IOException {
    JsonNode tree = new ObjectMapper().readTree(json);

    assertThatThrownBy(() -> Json.of(tree, Fit.class, "p.json: not a preprocessing"))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining(message)
        .message()
        .hasLineCount(1)
        .doesNotContain("Exception")
        .doesNotContain("java")
        .doesNotContain("scissionlite");
  }
}
