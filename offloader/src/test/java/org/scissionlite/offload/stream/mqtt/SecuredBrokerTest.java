package org.scissionlite.offload.stream.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.scissionlite.error.UsageException;
import org.scissionlite.offload.security.Certificates;
import org.scissionlite.offload.security.ClientTls;

/** Results through a real broker that speaks TLS and asks who comes. */
@Timeout(90)
class SecuredBrokerTest {
  private static final String PASSWORD = "pässword 7";

  @TempDir private Path folder;
  private final List<String> told = new CopyOnWriteArrayList<>();
  private Certificates authority;
  private int open;
  private int secured;

  @BeforeEach
  void requireBroker() throws Exception {
    assumeTrue(Mosquitto.program().isPresent(), "mosquitto is not installed");
    assumeTrue(
        Files.isExecutable(Path.of("/usr/bin/mosquitto_passwd")), "mosquitto_passwd is missing");
    authority = new Certificates(folder, "plant");
    open = Mosquitto.freePort();
    secured = Mosquitto.freePort();
  }

  /** Anybody may listen in the clear; who publishes needs TLS and a password. */
  private Mosquitto start(Certificates.Pair pair) throws Exception {
    Path passwords = folder.resolve("passwords");
    assertThat(
            new ProcessBuilder(
                    "mosquitto_passwd", "-c", "-b", passwords.toString(), "camera", PASSWORD)
                .start()
                .waitFor())
        .isZero();
    return Mosquitto.start(
        folder,
        open,
        "user root",
        "per_listener_settings true",
        "allow_anonymous true",
        "listener %d 127.0.0.1".formatted(secured),
        "allow_anonymous false",
        "password_file " + passwords,
        "certfile " + pair.certificate(),
        "keyfile " + pair.key());
  }

  private MqttBroker broker(int port, Path authorities, String password) {
    return MqttBroker.at(MqttAddress.parse("mqtts://127.0.0.1:%d/line4/camera".formatted(port)))
        .as(new MqttLogin("camera", Optional.of(password)))
        .with(ClientTls.trusting(authorities, told::add));
  }

  private MqttPublisher publisher(MqttBroker broker, Duration farewell) {
    MqttPublisher.Patience patience =
        new MqttPublisher.Patience(Duration.ofMillis(20), farewell, Duration.ofSeconds(10));
    return MqttPublisher.open(broker, folder.resolve("spool"), 1_000_000, patience, told::add);
  }

  private void assertKept(MqttBroker broker, String reason) throws Exception {
    told.clear();
    try (MqttPublisher publisher = publisher(broker, Duration.ofMillis(50))) {
      publisher.send("{}");
      while (told.isEmpty()) {
        Thread.sleep(2);
      }
    }
    assertThat(told.get(0)).contains(reason).doesNotContain("\n", PASSWORD);
    assertThat(told).hasSize(2);
    assertThat(told.get(1)).contains(" results wait in ");
  }

  @Test
  void whoHasThePasswordAndTheAuthority_publishes_andNobodyElse() throws Exception {
    try (Mosquitto mosquitto = start(authority.issue("broker"));
        Mosquitto.Subscriber subscriber = mosquitto.subscribe("line4/camera")) {
      assertKept(broker(secured, authority.authority(), "guessed"), "NOT_AUTHORIZED");
      Path other = new Certificates(folder, "other").authority();
      assertKept(broker(secured, other, PASSWORD), "was not issued by an authority in " + other);
      assertKept(
          broker(open, authority.authority(), PASSWORD),
          "(does the broker speak TLS on this port?)");
      assertKept(
          MqttBroker.at(MqttAddress.parse("tcp://127.0.0.1:%d/line4/camera".formatted(secured))),
          "then give mqtts:// in place of tcp://)");

      told.clear();
      MqttBroker right = broker(secured, authority.authority(), PASSWORD);
      try (MqttPublisher publisher = publisher(right, Duration.ofSeconds(10))) {
        publisher.send("last");
      }
      assertThat(subscriber.receive(5)).containsExactly("{}", "{}", "{}", "{}", "last");
      assertThat(told).isEmpty();
    }
  }

  @Test
  void certificateForAnotherHost_isRefused() throws Exception {
    try (Mosquitto mosquitto = start(authority.issue("elsewhere", "DNS:elsewhere.example", 30))) {
      assertThat(mosquitto.isAlive()).isTrue();
      assertKept(
          broker(secured, authority.authority(), PASSWORD),
          "is for elsewhere.example, not for 127.0.0.1");
    }
  }

  @Test
  void password_comesFromAFile_andIsNotTold() throws Exception {
    Path file = Files.writeString(folder.resolve("password"), PASSWORD + "\n");
    assertThat(MqttLogin.passwordIn(file)).isEqualTo(PASSWORD);
    MqttLogin login = new MqttLogin("camera", Optional.of(PASSWORD));
    assertThat(login).hasToString("camera");
    MqttAddress plain = MqttAddress.parse("mqtt://192.0.2.7:1883/a");
    assertThat(plain).hasToString("tcp://192.0.2.7:1883/a");
    assertThat(MqttBroker.at(plain).as(login).tellsItsPassword()).isTrue();
    assertThat(MqttBroker.at(MqttAddress.parse("mqtts://h:8883/a")).as(login).tellsItsPassword())
        .isFalse();
    assertThatThrownBy(() -> MqttLogin.passwordIn(folder.resolve("none")))
        .isInstanceOf(UsageException.class)
        .hasMessageStartingWith("cannot read the password in ");
    assertThatThrownBy(
            () -> MqttBroker.at(plain).with(ClientTls.trusting(authority.authority(), told::add)))
        .isInstanceOf(UsageException.class)
        .hasMessage("tcp://192.0.2.7:1883/a is in the clear; give mqtts:// for TLS");
  }
}
