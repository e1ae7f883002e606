package org.scissionlite.offload.stream.mqtt;

import com.hivemq.client.mqtt.MqttClientSslConfig;
import com.hivemq.client.mqtt.MqttClientTransportConfig;
import com.hivemq.client.mqtt.mqtt3.Mqtt3AsyncClient;
import com.hivemq.client.mqtt.mqtt3.Mqtt3Client;
import com.hivemq.client.mqtt.mqtt3.message.auth.Mqtt3SimpleAuth;
import com.hivemq.client.mqtt.mqtt3.message.auth.Mqtt3SimpleAuthBuilder;
import com.hivemq.client.mqtt.mqtt3.message.connect.connack.Mqtt3ConnAck;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.scissionlite.error.UsageException;
import org.scissionlite.offload.security.ClientTls;

/**
 * Where results go, and how they get in.
 *
 * @param login who publishes; empty for nobody in particular
 * @param tls whom to believe and what to show, where the address says TLS; empty for those whom
 *     Java believes
 */
public record MqttBroker(MqttAddress address, Optional<MqttLogin> login, Optional<ClientTls> tls) {
  private static final int KEEP_ALIVE_SECONDS = 30;

  public MqttBroker {
    if (tls.isPresent() && !address.tls()) {
      throw new UsageException("%s is in the clear; give mqtts:// for TLS".formatted(address));
    }
  }

  /** Without a login, and with the authorities that Java believes. */
  public static MqttBroker at(MqttAddress address) {
    return new MqttBroker(address, Optional.empty(), Optional.empty());
  }

  public MqttBroker as(MqttLogin value) {
    return new MqttBroker(address, Optional.of(value), tls);
  }

  public MqttBroker with(ClientTls value) {
    return new MqttBroker(address, login, Optional.of(value));
  }

  /** Whether somebody on the way can read the password. */
  public boolean tellsItsPassword() {
    return !address.tls() && login.flatMap(MqttLogin::password).isPresent();
  }

  /**
   * A client that is not connected yet.
   *
   * @param patience how long a connection may take
   */
  Mqtt3AsyncClient client(Duration patience) {
    return Mqtt3Client.builder()
        .identifier("scissionlite-" + UUID.randomUUID().toString().substring(0, 8))
        .transportConfig(
            MqttClientTransportConfig.builder()
                .serverHost(address.host())
                .serverPort(address.port())
                .socketConnectTimeout(patience.toMillis(), TimeUnit.MILLISECONDS)
                .mqttConnectTimeout(patience.toMillis(), TimeUnit.MILLISECONDS)
                .sslConfig(address.tls() ? ssl(patience) : null)
                .build())
        .buildAsync();
  }

  private MqttClientSslConfig ssl(Duration patience) {
    return MqttClientSslConfig.builder()
        .handshakeTimeout(patience.toMillis(), TimeUnit.MILLISECONDS)
        .trustManagerFactory(
            tls.map(mine -> new GivenManagers.Trust(mine.authorities())).orElse(null))
        .keyManagerFactory(tls.flatMap(ClientTls::keys).map(GivenManagers.Keys::new).orElse(null))
        .build();
  }

  /** Connects a client. */
  CompletableFuture<Mqtt3ConnAck> connect(Mqtt3AsyncClient client) {
    return client
        .connectWith()
        .keepAlive(KEEP_ALIVE_SECONDS)
        .simpleAuth(login.map(MqttBroker::auth).orElse(null))
        .send();
  }

  private static Mqtt3SimpleAuth auth(MqttLogin login) {
    Mqtt3SimpleAuthBuilder.Complete auth = Mqtt3SimpleAuth.builder().username(login.user());
    return login
        .password()
        .map(word -> auth.password(word.getBytes(StandardCharsets.UTF_8)))
        .orElse(auth)
        .build();
  }
}
