package org.scissionlite.transfer.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.scissionlite.error.UsageException;
import org.scissionlite.file.Json;

class LayerSpecTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "none",
        "pool2+q8",
        "pixels",
        "jpeg:q=85",
        "transform:step=1.02,weights=0.5",
        "transform:step=0.124,weights=1.0,correction=off",
        "pool2+transform:step=1.0,tile=8",
        "learned:c=64,s=2"
      })
  void spec_isFamilyAndParameters(String text) {
    LayerSpec layer = LayerSpec.of(text);
    assertThat(layer.spec()).isEqualTo(TransferLayers.canonical(text));
    assertThat(new LayerSpec(layer.family(), layer.parameters())).isEqualTo(layer);
    Json.write(folder.resolve("layer.json"), layer);
    assertThat(Json.read(folder.resolve("layer.json"), LayerSpec.class, "layer")).isEqualTo(layer);
  }

  @Test
  void stepIsANumber_whateverItsSpelling() {
    LayerSpec layer = LayerSpec.of("transform : weights=0, step=1");
    assertThat(layer.family()).isEqualTo("transform");
    assertThat(layer.parameters()).isEqualTo(Map.of("step", 1.0));
    assertThat(layer).isEqualTo(LayerSpec.of("transform:step=1e0"));
    assertThat(layer).hasSameHashCodeAs(LayerSpec.of("transform:step=1.00"));
  }

  @Test
  void whatIsNoLayer_isRefused() {
    for (LayerMaker wrong :
        List.<LayerMaker>of(
            () -> LayerSpec.of("transfrom:step=1"),
            () -> new LayerSpec("transform", Map.of("step", -1)),
            () -> new LayerSpec("transform", Map.of("step", List.of(1))),
            () -> new LayerSpec("transform", Map.of("step", "1,weights=1")),
            () -> new LayerSpec("q8", Map.of("step", 1)))) {
      assertThatThrownBy(wrong::make).isInstanceOf(UsageException.class);
    }
  }

  private interface LayerMaker {
    LayerSpec make();
  }
}
