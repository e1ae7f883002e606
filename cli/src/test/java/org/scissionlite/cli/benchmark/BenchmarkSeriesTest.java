package org.scissionlite.cli.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchmarkSeriesTest {
  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void nameTheFile() {
    file = folder.resolve("edge-here-zoo-all.unfinished");
  }

  @Test
  void stoppedSeries_knowsWhatIsDone() {
    new BenchmarkSeries(file, "options").done("vgg16");
    BenchmarkSeries again = new BenchmarkSeries(file, "options");
    assertThat(again.isDone("vgg16")).isTrue();
    assertThat(again.isDone("vgg19")).isFalse();
  }

  @Test
  void seriesOfOtherOptions_beginsAnew() {
    new BenchmarkSeries(file, "10 repeats").done("vgg16");
    assertThat(new BenchmarkSeries(file, "20 repeats").isDone("vgg16")).isFalse();
  }

  @Test
  void damagedList_beginsAnew() throws IOException {
    Files.writeString(file, "{\"key\": \"options\", \"done\": [\"vg");
    assertThat(new BenchmarkSeries(file, "options").isDone("vgg16")).isFalse();
  }

  @Test
  void finishedSeries_leavesNoFile() {
    BenchmarkSeries series = new BenchmarkSeries(file, "options");
    series.done("vgg16");
    series.finish();
    assertThat(file).doesNotExist();
  }
}
