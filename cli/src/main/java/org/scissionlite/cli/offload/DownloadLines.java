package org.scissionlite.cli.offload;

import java.time.Duration;
import java.util.Locale;
import java.util.function.Consumer;
import org.scissionlite.cli.terminal.ProgressPace;
import org.scissionlite.offload.distribution.FeedListener;

/** Tells what a feed does, and every five seconds how far a download is. */
final class DownloadLines implements FeedListener {
  private static final Duration INTERVAL = Duration.ofSeconds(5);
  private static final double MEGABYTE = 1e6;

  private final String name;
  private final Consumer<String> tell;
  private ProgressPace pace;
  private long startBytes;
  private long total = -1;

  DownloadLines(String name, Consumer<String> tell) {
    this.name = name;
    this.tell = tell;
  }

  @Override
  public void tell(String line) {
    tell.accept("note: " + line);
  }

  @Override
  public synchronized void progress(long doneBytes, long totalBytes) {
    if (totalBytes != total || doneBytes < startBytes) {
      begin(doneBytes, totalBytes);
    } else if (doneBytes > startBytes && doneBytes < totalBytes && pace.isDue()) {
      long left = (long) pace.secondsLeft(doneBytes - startBytes, totalBytes - startBytes) + 1;
      tell.accept(
          String.format(
              Locale.ROOT,
              "%,.1f of %,.1f MB of bundle '%s', %,d s left",
              doneBytes / MEGABYTE,
              totalBytes / MEGABYTE,
              name,
              left));
    }
  }

  private void begin(long doneBytes, long totalBytes) {
    startBytes = doneBytes;
    total = totalBytes;
    pace = new ProgressPace(INTERVAL, System::nanoTime);
    tell.accept(
        String.format(
            Locale.ROOT,
            "fetching bundle '%s': %,.1f MB",
            name,
            (totalBytes - doneBytes) / MEGABYTE));
  }
}
