package org.scissionlite.cli.offload;

import java.util.Optional;
import java.util.function.Consumer;
import org.scissionlite.cli.offload.result.Results;
import org.scissionlite.cli.terminal.Progress;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.offload.stream.Frame;
import org.scissionlite.offload.stream.FrameResult;
import org.scissionlite.offload.stream.ImageStream;
import org.scissionlite.offload.stream.ModelInputs;
import org.scissionlite.offload.stream.StreamOptions;
import org.scissionlite.offload.stream.StreamSummary;
import org.scissionlite.offload.stream.mqtt.MqttPublisher;
import org.scissionlite.offload.stream.source.FrameSource;

/**
 * One run of the command {@code device}: pictures from their source through the stream to where
 * results are told. When the program is told to end, what is in work is still answered and told.
 */
final class DeviceStream {
  private static final long PATIENCE_MILLIS = 60_000;

  private final Pictures pictures;
  private final Results results;
  private final Consumer<String> tell;
  private final Optional<MqttPublisher> publisher;
  private boolean over;
  private int done;

  /**
   * @param tell takes notes for the user
   * @param publisher where results go besides; closed at the end
   */
  DeviceStream(
      Pictures pictures,
      Results results,
      Consumer<String> tell,
      Optional<MqttPublisher> publisher) {
    this.pictures = pictures;
    this.results = results;
    this.tell = tell;
    this.publisher = publisher;
  }

  /** Answers all pictures of the source, or those until the program is told to end. */
  StreamSummary run(ModelInputs inputs, ImageStream.Runners runners, StreamOptions options) {
    FrameSource source = pictures.source().apply(inputs);
    try (ImageStream stream = ImageStream.open(inputs, runners, options, taker(source))) {
      Thread ender = new Thread(() -> stopInTime(stream), "stream ender");
      Runtime.getRuntime().addShutdownHook(ender);
      try {
        feed(source, stream);
        StreamSummary summary = stream.finish();
        tellEnd(summary);
        return summary;
      } finally {
        remove(ender);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ScissionLiteException("the stream was interrupted", e);
    } finally {
      publisher.ifPresent(MqttPublisher::close);
    }
  }

  private Consumer<FrameResult> taker(FrameSource source) {
    Optional<Progress> progress =
        pictures.total().isPresent()
            ? Optional.of(new Progress("images", pictures.total().getAsInt(), tell))
            : Optional.empty();
    return result -> {
      results.accept(result);
      source.delivered(result);
      done++;
      progress.ifPresent(each -> each.accept(done));
    };
  }

  private static void feed(FrameSource source, ImageStream stream) throws InterruptedException {
    Optional<Frame> next = source.next();
    while (next.isPresent() && stream.offer(next.get())) {
      next = source.next();
    }
  }

  /** Who reads results no more must not keep the program from its end. */
  private void stopInTime(ImageStream stream) {
    Thread stopper = new Thread(() -> stopAndTell(stream), "stream stopper");
    stopper.setDaemon(true);
    stopper.start();
    try {
      stopper.join(PATIENCE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void stopAndTell(ImageStream stream) {
    try {
      tellEnd(stream.stop());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized void tellEnd(StreamSummary summary) {
    if (!over) {
      over = true;
      publisher.ifPresent(MqttPublisher::close);
      results.end(summary);
    }
  }

  private static void remove(Thread ender) {
    try {
      Runtime.getRuntime().removeShutdownHook(ender);
    } catch (IllegalStateException e) {
      // The program is being ended: the hook does its work.
    }
  }
}
