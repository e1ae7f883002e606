package org.scissionlite.cli.offload;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import org.scissionlite.cli.source.FilePath;
import org.scissionlite.cli.source.FolderPath;
import org.scissionlite.error.UsageException;
import org.scissionlite.file.FileName;
import org.scissionlite.offload.security.ClientTls;
import org.scissionlite.offload.stream.mqtt.MqttAddress;
import org.scissionlite.offload.stream.mqtt.MqttBroker;
import org.scissionlite.offload.stream.mqtt.MqttLogin;
import org.scissionlite.offload.stream.mqtt.MqttPublisher;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Where results are published by MQTT, if anywhere. */
final class MqttOptions {
  /** Of the environment: what stands on a command line everybody on the machine can read. */
  private static final String PASSWORD = "SCISSIONLITE_MQTT_PASSWORD";

  private static final long MEGABYTE = 1_000_000;
  private static final long MOST_MEGABYTES = 1_000_000;

  @Option(
      names = "--mqtt",
      paramLabel = "tcp://HOST:PORT/TOPIC",
      converter = Address.class,
      description =
          "Also publish each result as a line of JSON to a topic of an MQTT broker, at least once and in order; with mqtts:// in place of tcp:// over TLS.")
  private Optional<MqttAddress> address;

  @Option(
      names = "--mqtt-user",
      paramLabel = "NAME",
      description =
          "Who publishes, as the broker knows it; its password comes from --mqtt-password-file or the environment variable SCISSIONLITE_MQTT_PASSWORD. Default: nobody in particular.")
  private Optional<String> user;

  @Option(
      names = "--mqtt-password-file",
      paramLabel = "FILE",
      converter = FilePath.class,
      description =
          "With --mqtt-user: a file with nothing but the password. Default: the environment variable, or no password.")
  private Optional<Path> passwordFile;

  @Option(
      names = "--mqtt-ca",
      paramLabel = "PEM",
      converter = FilePath.class,
      description =
          "With mqtts://: the authorities of which one must have issued the broker's certificate. Default: those that Java believes.")
  private Optional<Path> authorities;

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
    require("--mqtt-spool", spool.isPresent(), "--mqtt", isWanted());
    require("--mqtt-user", user.isPresent(), "--mqtt", isWanted());
    require("--mqtt-password-file", passwordFile.isPresent(), "--mqtt-user", user.isPresent());
    boolean tls = address.map(MqttAddress::tls).orElse(false);
    require("--mqtt-ca", authorities.isPresent(), "--mqtt mqtts://", tls);
    if (megabytes < 1 || megabytes > MOST_MEGABYTES) {
      throw new UsageException(
          "--mqtt-limit: expected 1 to %d MB, got %d".formatted(MOST_MEGABYTES, megabytes));
    }
  }

  private static void require(String option, boolean given, String other, boolean otherGiven) {
    if (given && !otherGiven) {
      throw new UsageException("%s goes with %s".formatted(option, other));
    }
  }

  boolean isWanted() {
    return address.isPresent();
  }

  /**
   * Begins to publish, if that is wanted.
   *
   * @param tell takes lines for the user
   * @throws UsageException if a password or an authority cannot be read
   */
  Optional<MqttPublisher> open(Consumer<String> tell) {
    return address.map(place -> open(broker(place, tell), tell));
  }

  private MqttPublisher open(MqttBroker broker, Consumer<String> tell) {
    if (broker.tellsItsPassword()) {
      tell.accept(
          "warning: mqtt %s: the password travels in the clear; mqtts:// keeps it"
              .formatted(broker.address()));
    }
    return MqttPublisher.open(
        broker,
        spool.orElseGet(() -> usualSpool(broker.address())),
        megabytes * MEGABYTE,
        MqttPublisher.Patience.usual(),
        tell);
  }

  private MqttBroker broker(MqttAddress place, Consumer<String> tell) {
    MqttBroker broker = MqttBroker.at(place);
    if (user.isPresent()) {
      broker = broker.as(new MqttLogin(user.get(), password()));
    }
    return authorities.isPresent()
        ? broker.with(ClientTls.trusting(authorities.get(), tell))
        : broker;
  }

  private Optional<String> password() {
    return passwordFile.isPresent()
        ? passwordFile.map(MqttLogin::passwordIn)
        : Optional.ofNullable(System.getenv(PASSWORD));
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
