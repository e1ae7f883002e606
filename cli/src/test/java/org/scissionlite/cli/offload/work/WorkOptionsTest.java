package org.scissionlite.cli.offload.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.scissionlite.cli.CommandRun;
import org.scissionlite.cli.Program;

class WorkOptionsTest {
  @ParameterizedTest
  @CsvSource({
    "--batch 0, requests in a batch",
    "--batch 100000, 1024 requests in a batch",
    "--parallel 2 --instances 3, instances of a model",
    "--batch 4 --batch-delay -1, batch delay",
    "--batch 4 --batch-delay NaN, --batch-delay",
    "--batch 4 --batch-delay 60000, 10000 ms",
    "--queue 0, places in the queue"
  })
  void numbersThatMakeNoSense_areRefusedBeforeAnythingIsRead(String options, String word) {
    List<Object> all = new ArrayList<>(List.of("edge", "no-such-bundle", "--insecure"));
    all.addAll(List.of(options.split(" ", -1)));
    CommandRun run = CommandRun.of(all.toArray());
    assertThat(run.exitCode()).isEqualTo(Program.USAGE);
    assertThat(run.err()).contains(word);
  }
}
