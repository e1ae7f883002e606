package org.scissionlite.file;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FileNameTest {
  @Test
  void usualName_staysReadable() {
    assertThat(FileName.of("layer1.8/conv:0")).isEqualTo("layer1.8_conv_0");
  }

  @Test
  void longNames_areShortenedAndStayDifferent() {
    String long1 = "block/".repeat(60) + "Relu_1";
    String long2 = "block/".repeat(60) + "Relu_2";

    assertThat(FileName.of(long1)).startsWith("block_block_").hasSize(80);
    assertThat(FileName.of(long1)).isNotEqualTo(FileName.of(long2));
  }

  @Test
  void longNameOfOtherLetters_isShortInBytes() {
    assertThat(FileName.shortened("\u6f22".repeat(200)).length()).isEqualTo(40);
  }
}
