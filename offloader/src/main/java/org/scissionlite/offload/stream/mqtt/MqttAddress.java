package org.scissionlite.offload.stream.mqtt;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.scissionlite.error.UsageException;

/**
 * A topic of a broker.
 *
 * @param tls whether the broker speaks TLS there
 * @param host name or address
 * @param port of TCP
 * @param topic where results are published; without the wildcards + and #
 */
public record MqttAddress(boolean tls, String host, int port, String topic) {
  private static final String TLS = "mqtts";
  private static final Pattern FORM =
      Pattern.compile("(tcp|mqtt|mqtts)://(\\[[0-9A-Fa-f:.]+]|[^/:\\[\\]]+):(\\d{1,5})/(.+)");
  private static final int MOST_PORT = 65_535;
  private static final int MOST_TOPIC_BYTES = 65_535;

  public MqttAddress {
    if (port < 1 || port > MOST_PORT) {
      throw new UsageException("expected a port of 1 to %d, got %d".formatted(MOST_PORT, port));
    }
    boolean valid =
        !topic.isEmpty()
            && topic.chars().noneMatch(letter -> letter == '+' || letter == '#' || letter == 0)
            && topic.getBytes(StandardCharsets.UTF_8).length <= MOST_TOPIC_BYTES;
    if (!valid) {
      throw new UsageException(
          "topic '%s': expected the name of one topic, without + and #"
              .formatted(topic.replaceAll("\\p{Cntrl}", "?")));
    }
  }

  /**
   * Reads "tcp://192.0.2.7:1883/line4/camera", or "mqtts://" for TLS; "mqtt://" means "tcp://".
   *
   * @throws UsageException for anything else
   */
  public static MqttAddress parse(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      throw new UsageException(
          "'%s' is not tcp://HOST:PORT/TOPIC, or mqtts:// for TLS, such as tcp://192.0.2.7:1883/line4/camera"
              .formatted(text));
    }
    return new MqttAddress(
        matcher.group(1).equals(TLS),
        matcher.group(2).replaceAll("[\\[\\]]", ""),
        Integer.parseInt(matcher.group(3)),
        matcher.group(4));
  }

  @Override
  public String toString() {
    return (tls ? TLS : "tcp")
        + "://"
        + (host.contains(":") ? "[" + host + "]" : host)
        + ":"
        + port
        + "/"
        + topic;
  }
}
