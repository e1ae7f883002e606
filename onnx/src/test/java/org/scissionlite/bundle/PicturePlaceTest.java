package org.scissionlite.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.scissionlite.error.UsageException;
import org.scissionlite.input.Preprocessing;
import org.scissionlite.onnx.runtime.OrtEngine;
import org.scissionlite.profile.CutProfile;
import org.scissionlite.profile.Profile;
import org.scissionlite.profile.SystemId;
import org.scissionlite.profile.Tier;
import org.scissionlite.profile.TransferLayerProfile;
import org.scissionlite.profile.measure.Benchmark;
import org.scissionlite.profile.measure.BenchmarkListener;
import org.scissionlite.profile.measure.BenchmarkOptions;

/** A feature map of three channels looks like a picture, and is none. */
class PicturePlaceTest {
  @ParameterizedTest
  @ValueSource(strings = {"pixels", "jpeg:q=85"})
  void picture_isSentFromTheInputAlone(String layer) {
    assertThat(SmallBundle.scenario("input", layer).transferLayer()).isEqualTo(layer);
    assertThatThrownBy(() -> SmallBundle.scenario("relu", layer))
        .isInstanceOf(UsageException.class)
        .hasMessage(
            "cut 'relu': %s sends the picture itself and stands at 'input' alone; choose another"
                + " transfer layer",
            layer);
  }

  @Test
  void benchmark_measuresPicturesAtTheInputAlone() {
    Profile profile =
        new Benchmark(new OrtEngine(), BenchmarkListener.silent())
            .run(
                SmallBundle.model(),
                BenchmarkOptions.of(new SystemId(Tier.DEVICE, "here"))
                    .withRuns(1, 3)
                    .withPreprocessing(Preprocessing.named("unit"))
                    .withTypicalLayers(List.of())
                    .withTransferLayers(List.of("pixels", "jpeg:q=85", "q8")));
    assertThat(specs(profile.cuts().get(0))).containsExactly("pixels", "jpeg:q=85", "q8");
    assertThat(profile.cuts().subList(1, profile.cuts().size()))
        .isNotEmpty()
        .allSatisfy(cut -> assertThat(specs(cut)).doesNotContain("pixels", "jpeg:q=85"));
  }

  private static List<String> specs(CutProfile cut) {
    return cut.transferLayers().stream().map(TransferLayerProfile::spec).toList();
  }
}
