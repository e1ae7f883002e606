package org.scissionlite.offload.stream.mqtt;

import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt3.Mqtt3AsyncClient;
import com.hivemq.client.mqtt.mqtt3.message.publish.Mqtt3Publish;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.scissionlite.file.AtomicWrite;
import org.scissionlite.offload.device.timing.Backoff;

/**
 * Sends lines to a topic by MQTT 3.1.1, each at least once and in their order. Every line goes to
 * disk first; while the broker is away lines wait there, up to a limit.
 */
public final class MqttPublisher implements AutoCloseable {
  private static final int BATCH = 16;
  private static final int TRIES = 10;
  private static final long POLL_MILLIS = 200;
  private static final Duration MOST_PAUSE = Duration.ofSeconds(30);

  private final MqttBroker broker;
  private final ResultSpool spool;
  private final MqttNotes notes;
  private final Mqtt3AsyncClient client;
  private final Backoff backoff;
  private final Duration farewell;
  private final Duration answer;
  private final Thread thread;
  private volatile long closingNanos;
  private volatile boolean closing;
  private boolean gaveUp;
  private int failures;
  private int refusals;

  private MqttPublisher(
      MqttBroker broker, ResultSpool spool, Patience patience, Consumer<String> tell) {
    this.broker = broker;
    this.spool = spool;
    this.notes = new MqttNotes(broker.address(), spool.folder(), tell);
    this.backoff =
        new Backoff(
            patience.firstPause(), MOST_PAUSE, () -> ThreadLocalRandom.current().nextDouble());
    this.farewell = patience.farewell();
    this.answer = patience.answer();
    this.client = broker.client(answer);
    this.thread = new Thread(this::work, "mqtt");
    thread.setDaemon(true);
    thread.start();
  }

  /**
   * How patient it is.
   *
   * @param firstPause the longest after one failure, doubled with each further one up to 30 s
   * @param farewell how long {@link MqttPublisher#close} waits for what is still to be sent
   * @param answer how long the broker may take to answer
   */
  public record Patience(Duration firstPause, Duration farewell, Duration answer) {
    /** Half a second, five seconds, and ten. */
    public static Patience usual() {
      return new Patience(Duration.ofMillis(500), Duration.ofSeconds(5), Duration.ofSeconds(10));
    }
  }

  /**
   * Begins to send, first what an earlier process left.
   *
   * @param folder where lines wait
   * @param mostBytes how much may wait there; beyond that the oldest lines go
   * @param tell takes lines for the user; a state is told when it changes
   * @throws org.scissionlite.error.ScissionLiteException if the folder cannot be used, or another
   *     process uses it
   */
  public static MqttPublisher open(
      MqttBroker broker, Path folder, long mostBytes, Patience patience, Consumer<String> tell) {
    return new MqttPublisher(broker, ResultSpool.open(folder, mostBytes), patience, tell);
  }

  /** Sends a line as soon as it can; a disk that takes none is told once. */
  public void send(String line) {
    try {
      spool.add(line);
      notes.diskWorks();
    } catch (IOException e) {
      notes.diskFails(AtomicWrite.reason(e));
    }
    if (spool.lost() > 0) {
      notes.noRoom();
    }
  }

  private void work() {
    try {
      while (!isOver()) {
        round();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean isOver() {
    return closing
        && (gaveUp
            || spool.waiting() == 0
            || System.nanoTime() - closingNanos > farewell.toNanos());
  }

  private void round() throws InterruptedException {
    try {
      Optional<ResultSpool.Batch> batch = spool.next(failures > 1 ? 1 : BATCH, POLL_MILLIS);
      if (batch.isPresent()) {
        connect();
        publish(batch.get());
        failures = 0;
      }
    } catch (IOException e) {
      failed("cannot read " + spool.folder() + ": " + AtomicWrite.reason(e));
    } catch (ExecutionException e) {
      failed(MqttFailure.reason(e.getCause(), broker.address()));
    } catch (TimeoutException e) {
      failed("no answer within " + answer.toMillis() + " ms");
    }
  }

  private void connect() throws ExecutionException, InterruptedException, TimeoutException {
    if (!client.getState().isConnected()) {
      var unused = broker.connect(client).get(2 * answer.toMillis(), TimeUnit.MILLISECONDS);
    }
    notes.connected(spool.waiting());
  }

  private void publish(ResultSpool.Batch batch)
      throws IOException, ExecutionException, InterruptedException, TimeoutException {
    try {
      publish(batch.lines());
    } catch (ExecutionException | TimeoutException e) {
      refusals++;
      if (refusals >= TRIES && batch.lines().size() == 1) {
        giveUp(batch);
      }
      throw e;
    }
    refusals = 0;
    spool.sent(batch);
  }

  private void publish(List<String> lines)
      throws ExecutionException, InterruptedException, TimeoutException {
    List<CompletableFuture<Mqtt3Publish>> sent = new ArrayList<>();
    for (String line : lines) {
      sent.add(
          client
              .publishWith()
              .topic(broker.address().topic())
              .qos(MqttQos.AT_LEAST_ONCE)
              .payload(line.getBytes(StandardCharsets.UTF_8))
              .send());
    }
    for (CompletableFuture<Mqtt3Publish> each : sent) {
      Mqtt3Publish unused = each.get(answer.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  /** A broker may close the connection at a message that is too large for it, each time. */
  private void giveUp(ResultSpool.Batch batch) throws IOException {
    refusals = 0;
    spool.sent(batch);
    notes.notTaken(batch.lines().get(0).length(), TRIES);
  }

  private void failed(String reason) throws InterruptedException {
    failures++;
    gaveUp = closing;
    notes.away(reason);
    disconnect();
    pause(backoff.after(failures));
  }

  private void pause(Duration pause) throws InterruptedException {
    long end = System.nanoTime() + pause.toNanos();
    while (!closing && System.nanoTime() < end) {
      TimeUnit.MILLISECONDS.sleep(Math.min(POLL_MILLIS, pause.toMillis()));
    }
  }

  private void disconnect() throws InterruptedException {
    if (client.getState().isConnectedOrReconnect()) {
      try {
        Void unused = client.disconnect().get(1, TimeUnit.SECONDS);
      } catch (ExecutionException | TimeoutException e) {
        // It is gone.
      }
    }
  }

  /**
   * Sends what waits, for a few seconds at most and while the broker takes it; what remains is
   * told, and sent when the next publisher uses the folder. A second call does nothing.
   */
  @Override
  public synchronized void close() {
    if (closing) {
      return;
    }
    closingNanos = System.nanoTime();
    closing = true;
    try {
      thread.join(farewell.plus(backoff.first()).toMillis());
      disconnect();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    notes.end(spool.waiting(), spool.lost());
    spool.close();
  }
}
