package org.scissionlite.offload.stream.mqtt;

import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt3.Mqtt3BlockingClient;
import com.hivemq.client.mqtt.mqtt3.Mqtt3Client;
import com.hivemq.client.mqtt.mqtt3.message.publish.Mqtt3Publish;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A real broker in a process of its own. */
final class Mosquitto implements AutoCloseable {
  private static final long READY_NANOS = TimeUnit.SECONDS.toNanos(20);

  private final Process process;
  private final int port;

  private Mosquitto(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /** Where the program is, if it is installed. */
  static Optional<Path> program() {
    return Stream.of(
            "/usr/sbin/mosquitto", "/usr/local/sbin/mosquitto", "/opt/homebrew/sbin/mosquitto")
        .map(Path::of)
        .filter(Files::isExecutable)
        .findFirst();
  }

  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** Starts it, with further lines of its configuration. */
  static Mosquitto start(Path folder, int port, String... more) throws Exception {
    List<String> lines =
        new ArrayList<>(List.of("listener %d 127.0.0.1".formatted(port), "persistence false"));
    lines.addAll(List.of(more));
    Path configuration = Files.write(folder.resolve("mosquitto.conf"), lines);
    Process process =
        new ProcessBuilder(program().orElseThrow().toString(), "-c", configuration.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("mosquitto.log").toFile())
            .start();
    Mosquitto broker = new Mosquitto(process, port);
    broker.awaitReady();
    return broker;
  }

  private void awaitReady() throws InterruptedException {
    long end = System.nanoTime() + READY_NANOS;
    while (System.nanoTime() < end && process.isAlive()) {
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
        if (socket.isConnected()) {
          return;
        }
      } catch (IOException e) {
        TimeUnit.MILLISECONDS.sleep(10);
      }
    }
    throw new IllegalStateException("mosquitto did not start");
  }

  /** Whether it runs. */
  boolean isAlive() {
    return process.isAlive();
  }

  /** Subscribes to a topic. */
  Subscriber subscribe(String topic) {
    return new Subscriber(port, topic);
  }

  /** Subscribes before something happens; then waits for so many messages. */
  static final class Subscriber implements AutoCloseable {
    private final Mqtt3BlockingClient client;
    private final Mqtt3BlockingClient.Mqtt3Publishes messages;

    private Subscriber(int port, String topic) {
      client = Mqtt3Client.builder().serverHost("127.0.0.1").serverPort(port).buildBlocking();
      var unused = client.connect();
      messages = client.publishes(MqttGlobalPublishFilter.SUBSCRIBED);
      var unusedAnswer =
          client.subscribeWith().topicFilter(topic).qos(MqttQos.AT_LEAST_ONCE).send();
    }

    List<String> receive(int count) throws InterruptedException {
      List<String> received = new ArrayList<>();
      while (received.size() < count) {
        Mqtt3Publish message =
            messages
                .receive(20, TimeUnit.SECONDS)
                .orElseThrow(() -> new AssertionError("only " + received));
        received.add(new String(message.getPayloadAsBytes(), StandardCharsets.UTF_8));
      }
      return received;
    }

    @Override
    public void close() {
      messages.close();
      client.disconnect();
    }
  }

  @Override
  public void close() {
    Process unused = process.destroyForcibly().onExit().join();
  }
}
