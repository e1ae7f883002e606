package org.scissionlite.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WireSizeTest {
  private static final WireSize BOUND = new WireSize.AtMost(900);
  private static final WireSize COUNTED = WireSize.measured(new long[] {400, 420, 410});

  @TempDir private Path folder;

  @Test
  void countedBytes_haveAMeanAndAnUpperEnd() {
    long[] bytes = java.util.stream.LongStream.rangeClosed(1, 100).toArray();
    assertThat(WireSize.measured(bytes)).isEqualTo(new WireSize.Measured(51, 95, 100, 100));
    assertThat(COUNTED.expectedBytes()).isEqualTo(410);
  }

  @Test
  void whatOneCounted_isBetterThanABound() {
    assertThat(BOUND.or(COUNTED)).isEqualTo(COUNTED);
    assertThat(COUNTED.or(BOUND)).isEqualTo(COUNTED);
    assertThat(COUNTED.or(WireSize.fixed(1))).isEqualTo(COUNTED);
    assertThat(BOUND.or(new WireSize.AtMost(800)).mostBytes()).isEqualTo(800);
    assertThat(new WireSize.AtMost(800).or(BOUND).mostBytes()).isEqualTo(800);
  }

  @Test
  void profileOfVersion1_isReadWithoutItsMadeUpNumbers() throws IOException {
    Path file = Files.writeString(folder.resolve("device-pi4-net.json"), version1());
    List<TransferLayerProfile> layers = ProfileFile.read(file).cuts().get(0).transferLayers();
    assertThat(layers)
        .extracting(TransferLayerProfile::spec)
        .containsExactly("pool2", "transform:step=1.0", "q4", "other");
    assertThat(layers)
        .extracting(TransferLayerProfile::size)
        .containsExactly(
            WireSize.fixed(2048),
            new WireSize.AtMost(8192),
            new WireSize.AtMost(8192),
            new WireSize.AtMost(8192));
  }

  private static String version1() {
    String timing = "{\"medianNanos\": 1, \"p95Nanos\": 1, \"spreadNanos\": 0, \"samples\": 1}";
    return """
        {"schemaVersion": 1,
         "system": {"tier": "device", "name": "pi4"},
         "model": {"name": "net", "sha256": "ab", "layers": 3},
         "provenance": {"engine": "e", "threads": 1, "cpu": "c", "cores": 1, "os": "o",
           "java": "17", "measuredAt": "2026-01-01T00:00:00Z", "warmup": 1, "repeats": 1,
           "slowdown": 1.0, "batch": 1},
         "blocks": [{"index": 0, "firstLayer": 0, "lastLayer": 2, "name": "end",
           "outputBytes": 8, "execution": TIMING}],
         "cuts": [{"name": "input", "layer": 0, "bytes": 8192, "tensors": 1,
           "conversion": TIMING,
           "transferLayers": [
             {"spec": "pool2", "wireBytes": 2048, "deviceTL": TIMING, "edgeTL": TIMING},
             {"spec": "transform:step=1", "wireBytes": 131, "deviceTL": TIMING, "edgeTL": TIMING},
             {"spec": "q4", "wireBytes": 131, "deviceTL": TIMING, "edgeTL": TIMING},
             {"spec": "other", "wireBytes": 131, "deviceTL": TIMING, "edgeTL": TIMING}],
           "memory": {"deviceSliceBytes": 0, "edgeSliceBytes": 0, "source": "unknown"}}],
         "wholeModel": TIMING,
         "warnings": []}
        """
        .replace("TIMING", timing);
  }
}
