package org.scissionlite.cli.offload;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import org.scissionlite.cli.source.FolderPath;
import org.scissionlite.error.UsageException;
import org.scissionlite.file.FileName;
import org.scissionlite.offload.stream.mqtt.MqttAddress;
import org.scissionlite.offload.stream.mqtt.MqttPublisher;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Where results are published by MQTT, if anywhere. */
final class MqttOptions {
  private static final long MEGABYTE = 1_000_000;
  private static final long MOST_MEGABYTES = 1_000_000;

  @Option(
      names = "--mqtt",
      paramLabel = "tcp://HOST:PORT/TOPIC",
      converter = Address.class,
      description =
          "Also publish each result as a line of JSON to a topic of an MQTT broker, at least once and in order.")
  private Optional<MqttAddress> address;

  @Option(
      names = "--mqtt-spool",
      paramLabel = "DIR",
      converter = FolderPath.class,
      description =
          "Where results wait while the broker is away. Default: a folder for the broker and topic in ~/.local/state/scissionlite.")
  private Optional<Path> spool;

  @Option(
      names = "--mqtt-limit",
      paramLabel = "MB",
      defaultValue = "64",
      description =
          "How much may wait there; beyond that the oldest results are dropped. Default: ${DEFAULT-VALUE}.")
  private long megabytes;

  /**
   * Checks what can be known before anything is opened.
   *
   * @throws UsageException if options do not go together
   */
  void check() {
    if (spool.isPresent() && address.isEmpty()) {
      throw new UsageException("--mqtt-spool goes with --mqtt");
    }
    if (megabytes < 1 || megabytes > MOST_MEGABYTES) {
      throw new UsageException(
          "--mqtt-limit: expected 1 to %d MB, got %d".formatted(MOST_MEGABYTES, megabytes));
    }
  }

  boolean isWanted() {
    return address.isPresent();
  }

  /**
   * Begins to publish, if that is wanted.
   *
   * @param tell takes lines for the user
   */
  Optional<MqttPublisher> open(Consumer<String> tell) {
    return address.map(
        place ->
            MqttPublisher.open(
                place,
                spool.orElseGet(() -> usualSpool(place)),
                megabytes * MEGABYTE,
                MqttPublisher.Patience.usual(),
                tell));
  }

  private static Path usualSpool(MqttAddress address) {
    String state = System.getenv("XDG_STATE_HOME");
    Path home =
        state == null || state.isBlank()
            ? Path.of(System.getProperty("user.home"), ".local", "state")
            : Path.of(state);
    return home.resolve("scissionlite").resolve(FileName.of("mqtt-" + address));
  }

  /** Reads "tcp://192.0.2.7:1883/line4/camera". */
  static final class Address implements ITypeConverter<MqttAddress> {
    @Override
    public MqttAddress convert(String value) {
      try {
        return MqttAddress.parse(value);
      } catch (UsageException e) {
        throw new TypeConversionException(e.getMessage());
      }
    }
  }
}
