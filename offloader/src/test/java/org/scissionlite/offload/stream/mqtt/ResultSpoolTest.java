package org.scissionlite.offload.stream.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.scissionlite.error.UsageException;

/** Results on disk: their order, their limit, and ends in the middle. */
class ResultSpoolTest {
  private static final long LIMIT = 16_000;

  @TempDir private Path folder;

  private ResultSpool open() {
    return ResultSpool.open(folder, LIMIT);
  }

  private static List<String> drain(ResultSpool spool) throws Exception {
    List<String> all = new ArrayList<>();
    Optional<ResultSpool.Batch> batch = spool.next(7, 1);
    while (batch.isPresent()) {
      all.addAll(batch.get().lines());
      spool.sent(batch.get());
      batch = spool.next(7, 1);
    }
    return all;
  }

  @Test
  void lines_comeOutAsTheyWentIn_acrossRestarts() throws Exception {
    Random random = new Random(1);
    List<String> in = new ArrayList<>();
    List<String> out = new ArrayList<>();
    for (int run = 0; run < 30; run++) {
      try (ResultSpool spool = open()) {
        for (int i = random.nextInt(40); i > 0; i--) {
          in.add("ä".repeat(random.nextInt(60)) + in.size());
          spool.add(in.get(in.size() - 1));
        }
        for (int i = random.nextInt(8); i > 0; i--) {
          Optional<ResultSpool.Batch> batch = spool.next(5, 1);
          if (batch.isPresent()) {
            out.addAll(batch.get().lines());
            spool.sent(batch.get());
          }
        }
        assertThat(spool.lost()).isZero();
        assertThat(spool.waiting()).isEqualTo(in.size() - out.size());
      }
    }
    try (ResultSpool spool = open()) {
      out.addAll(drain(spool));
    }
    assertThat(out).isEqualTo(in);
  }

  @Test
  void linesThatWereNotSent_comeAgain() throws Exception {
    try (ResultSpool spool = open()) {
      spool.add("a");
      spool.add("b");
      assertThat(spool.next(1, 1).orElseThrow().lines()).containsExactly("a");
      assertThat(spool.next(9, 1).orElseThrow().lines()).containsExactly("a", "b");
    }
  }

  @Test
  void beyondTheLimit_theOldestGoAndAreCounted() throws Exception {
    try (ResultSpool spool = open()) {
      for (int i = 0; i < 1000; i++) {
        spool.add("%099d".formatted(i));
        assertThat(sizeOnDisk()).isLessThanOrEqualTo(LIMIT);
      }
      assertThat(spool.lost()).isGreaterThanOrEqualTo(1000 - LIMIT / 100);
      long lost = spool.lost();
      List<String> left = drain(spool);
      assertThat(left).hasSize((int) (1000 - lost));
      assertThat(left.get(left.size() - 1)).isEqualTo("%099d".formatted(999));
      assertThat(left.get(0)).isEqualTo("%099d".formatted(lost));
    }
  }

  private long sizeOnDisk() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.toString().endsWith(".jsonl"))
          .mapToLong(file -> file.toFile().length())
          .sum();
    }
  }

  @Test
  void batchThatWasLostWhileItWasSent_takesNothingElseAway() throws Exception {
    try (ResultSpool spool = open()) {
      spool.add("%099d".formatted(0));
      ResultSpool.Batch batch = spool.next(5, 1).orElseThrow();
      for (int i = 1; i < 1000; i++) {
        spool.add("%099d".formatted(i));
      }
      long waiting = spool.waiting();
      spool.sent(batch);
      assertThat(spool.waiting()).isEqualTo(waiting);
      assertThat(drain(spool)).hasSize((int) waiting);
    }
  }

  @Test
  void lineThatWasCutOff_isLeftOut() throws Exception {
    try (ResultSpool spool = open()) {
      spool.add("whole");
    }
    Files.writeString(folder.resolve("000000000001.jsonl"), "{\"hal", StandardOpenOption.APPEND);
    try (ResultSpool spool = open()) {
      spool.add("next");
      assertThat(drain(spool)).containsExactly("whole", "next");
    }
  }

  @Test
  void noteOfWhatWasSent_thatIsOldOrNonsense_repeatsRatherThanLoses() throws Exception {
    for (String note : List.of("", "nonsense", "%020d %020d".formatted(1, 999), "x y")) {
      try (ResultSpool spool = open()) {
        spool.add("a");
      }
      Files.writeString(folder.resolve("sent"), note);
      try (ResultSpool spool = open()) {
        assertThat(drain(spool)).containsExactly("a");
      }
      Files.writeString(folder.resolve("sent"), "%020d %020d".formatted(1, 2));
      try (ResultSpool spool = open()) {
        spool.add("b");
      }
      try (ResultSpool spool = open()) {
        assertThat(drain(spool)).containsExactly("b");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "host:1883/topic",
        "tcp://host/topic",
        "tcp://host:1883",
        "tcp://host:1883/",
        "tcp://host:0/topic",
        "tcp://host:99999/topic",
        "tcp://host:1883/a/#",
        "tcp://host:1883/a/+/b",
        "mqttss://host:8883/topic"
      })
  void addressThatIsNone_isRefused(String text) {
    assertThatThrownBy(() -> MqttAddress.parse(text)).isInstanceOf(UsageException.class);
  }

  @Test
  void address_hasHostPortAndTopic() {
    assertThat(MqttAddress.parse("tcp://[::1]:1883/a/b"))
        .isEqualTo(new MqttAddress(false, "::1", 1883, "a/b"))
        .hasToString("tcp://[::1]:1883/a/b");
    assertThat(MqttAddress.parse("mqtts://broker:8883/a"))
        .isEqualTo(new MqttAddress(true, "broker", 8883, "a"))
        .hasToString("mqtts://broker:8883/a");
  }
}
