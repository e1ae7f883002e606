package org.scissionlite.offload.stream.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.scissionlite.error.ScissionLiteException;

/** Results through a real broker that comes, goes and refuses. */
@Timeout(90)
class MqttPublisherTest {
  private static final long MEGABYTE = 1_000_000;
  private static final MqttPublisher.Patience HASTY =
      patience(Duration.ofMillis(20), Duration.ofSeconds(10));
  private static final MqttPublisher.Patience BRIEF =
      patience(Duration.ofMillis(20), Duration.ofMillis(50));

  private static MqttPublisher.Patience patience(Duration firstPause, Duration farewell) {
    return new MqttPublisher.Patience(firstPause, farewell, Duration.ofSeconds(10));
  }

  @TempDir private Path folder;
  private final List<String> told = new CopyOnWriteArrayList<>();
  private int port;
  private MqttBroker broker;

  @BeforeEach
  void requireBroker() throws Exception {
    assumeTrue(Mosquitto.program().isPresent(), "mosquitto is not installed");
    port = Mosquitto.freePort();
    broker = MqttBroker.at(MqttAddress.parse("tcp://127.0.0.1:%d/line4/camera".formatted(port)));
  }

  private MqttPublisher publisher(MqttPublisher.Patience patience) {
    return MqttPublisher.open(broker, folder.resolve("spool"), MEGABYTE, patience, told::add);
  }

  private static List<String> lines(int from, int to) {
    return IntStream.range(from, to).mapToObj("{\"image\":\"%d\"}"::formatted).toList();
  }

  private Mosquitto open() throws Exception {
    return Mosquitto.start(folder, port, "allow_anonymous true");
  }

  @Test
  void results_arriveInTheirOrderAndNothingIsLeft() throws Exception {
    try (Mosquitto broker = open();
        Mosquitto.Subscriber subscriber = broker.subscribe("line4/+")) {
      try (MqttPublisher publisher = publisher(HASTY)) {
        lines(0, 100).forEach(publisher::send);
      }
      assertThat(subscriber.receive(100)).isEqualTo(lines(0, 100));
    }
    assertThat(told).isEmpty();
    try (var files = Files.list(folder.resolve("spool"))) {
      assertThat(files).noneMatch(file -> file.toString().endsWith(".jsonl"));
    }
  }

  @Test
  void whileTheBrokerIsAway_resultsWait_andComeInOrderWhenItIsBack() throws Exception {
    try (MqttPublisher publisher = publisher(HASTY)) {
      lines(0, 20).forEach(publisher::send);
      while (told.isEmpty()) {
        Thread.sleep(2);
      }
      lines(20, 50).forEach(publisher::send);
      try (Mosquitto broker = open();
          Mosquitto.Subscriber subscriber = broker.subscribe("line4/camera")) {
        // What was sent before the subscription is not delivered to it.
        List<String> rest = lines(50, 80);
        rest.forEach(publisher::send);
        List<String> received = new java.util.ArrayList<>(subscriber.receive(30));
        while (!received.get(received.size() - 1).equals(rest.get(29))) {
          received.addAll(subscriber.receive(1));
        }
        assertThat(received).isEqualTo(lines(80 - received.size(), 80));
      }
    }
    assertThat(told.get(0))
        .startsWith(
            "warning: mqtt tcp://127.0.0.1:%d/line4/camera: Connection refused".formatted(port))
        .endsWith("sent when the broker takes them");
    assertThat(told.get(1)).contains("the broker answers again");
  }

  @Test
  void brokerThatDiesInTheMiddle_losesNothing() throws Exception {
    try (MqttPublisher publisher = publisher(BRIEF)) {
      try (Mosquitto broker = open();
          Mosquitto.Subscriber subscriber = broker.subscribe("line4/camera")) {
        lines(0, 10).forEach(publisher::send);
        assertThat(subscriber.receive(10)).isEqualTo(lines(0, 10));
      }
      lines(10, 30).forEach(publisher::send);
      while (told.isEmpty()) {
        Thread.sleep(2);
      }
    }
    assertThat(told.get(told.size() - 1)).contains(" results wait in ");
    try (Mosquitto broker = open();
        Mosquitto.Subscriber subscriber = broker.subscribe("line4/camera")) {
      try (MqttPublisher again = publisher(HASTY)) {
        again.send("last");
      }
      List<String> received = subscriber.receive(21);
      assertThat(received).endsWith("{\"image\":\"29\"}", "last").containsAll(lines(10, 30));
    }
  }

  @Test
  void brokerThatRefuses_isOneLineAndTheSenderGoesOn() throws Exception {
    try (Mosquitto broker = Mosquitto.start(folder, port, "allow_anonymous false")) {
      try (MqttPublisher publisher = publisher(BRIEF)) {
        lines(0, 5).forEach(publisher::send);
        while (told.isEmpty()) {
          Thread.sleep(2);
        }
      }
      assertThat(broker.isAlive()).isTrue();
    }
    assertThat(told).hasSize(2);
    assertThat(told.get(0)).contains("NOT_AUTHORIZED").doesNotContain("\n");
    assertThat(told.get(1)).contains("5 results wait in");
  }

  @Test
  void resultThatTheBrokerNeverTakes_doesNotHoldUpTheOthers() throws Exception {
    try (Mosquitto broker =
            Mosquitto.start(folder, port, "allow_anonymous true", "max_packet_size 5000");
        Mosquitto.Subscriber subscriber = broker.subscribe("line4/camera")) {
      MqttPublisher.Patience patient = patience(Duration.ofMillis(1), Duration.ofSeconds(30));
      try (MqttPublisher publisher = publisher(patient)) {
        publisher.send("first");
        publisher.send("x".repeat(10_000));
        publisher.send("last");
        while (told.stream().noneMatch(line -> line.contains("is dropped"))) {
          Thread.sleep(2);
        }
      }
      List<String> received = subscriber.receive(2);
      while (!received.get(received.size() - 1).equals("last")) {
        received = subscriber.receive(1);
      }
    }
    assertThat(told).anyMatch(line -> line.contains("of 10000 characters was not taken 10 times"));
  }

  @Test
  void brokerThatNeverAnswers_isOneLine_andIsTriedAgain() throws Exception {
    MqttPublisher.Patience patience =
        new MqttPublisher.Patience(
            Duration.ofMillis(20), Duration.ofSeconds(10), Duration.ofMillis(300));
    try (MqttPublisher publisher =
        MqttPublisher.open(broker, folder.resolve("spool"), MEGABYTE, patience, told::add)) {
      try (ServerSocket silent = new ServerSocket(port, 9, InetAddress.getLoopbackAddress())) {
        lines(0, 5).forEach(publisher::send);
        try (Socket first = silent.accept();
            Socket second = silent.accept()) {
          assertThat(first.isConnected() && second.isConnected()).isTrue();
        }
        assertThat(told).hasSize(1);
      }
      try (Mosquitto broker = open()) {
        while (told.size() < 2) {
          assertThat(broker.isAlive()).isTrue();
          Thread.sleep(2);
        }
      }
    }
    assertThat(told.get(1)).contains("the broker answers again; 5 results that waited are sent");
  }

  @Test
  void twoSendersFromOneFolder_areRefused() {
    try (MqttPublisher publisher = publisher(BRIEF)) {
      publisher.send("waits");
      assertThatThrownBy(() -> publisher(BRIEF))
          .isInstanceOf(ScissionLiteException.class)
          .hasMessageContaining("another process sends results from");
    }
  }
}
