package org.scissionlite.benchmarks.load;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.scissionlite.file.Json;
import org.scissionlite.protocol.ModelInferRequest;

/**
 * A process that plays devices: each line of standard input says what they do, each line of
 * standard output is a {@link Played} in JSON. It ends with its input.
 *
 * <pre>
 * connect PORT COUNT
 * closed SECONDS
 * open PATTERN RATE CAMERAS SECONDS
 * give-up ROUNDS
 * </pre>
 */
final class DevicesMain {
  private final ModelInferRequest request;
  private Devices devices;

  /**
   * What they got.
   *
   * @param measured null where nothing was
   * @param kept requests that were answered although others were given up
   * @param cpuSeconds processor time of the process meanwhile
   */
  record Played(Measured measured, int kept, double cpuSeconds) {}

  private DevicesMain(ModelInferRequest request) {
    this.request = request;
  }

  /** Takes the file of the request. */
  public static void main(String[] arguments) throws Exception {
    byte[] request = Files.readAllBytes(Path.of(arguments[0]));
    new DevicesMain(ModelInferRequest.parseFrom(request)).play();
  }

  private void play() throws IOException, InterruptedException {
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      System.out.println(Json.line(played(line.split(" ", -1))));
    }
    if (devices != null) {
      devices.close();
    }
  }

  private Played played(String[] words) throws InterruptedException {
    double before = ServerCost.processSeconds();
    Measured measured = null;
    int kept = 0;
    switch (words[0]) {
      case "connect" -> connect(Integer.parseInt(words[1]), Integer.parseInt(words[2]));
      case "closed" -> measured = devices.closedLoop(Double.parseDouble(words[1]));
      case "open" ->
          measured =
              devices.openLoop(
                  LoadArrivals.of(
                          words[1], Double.parseDouble(words[2]), Integer.parseInt(words[3]))
                      .times(Double.parseDouble(words[4])));
      case "give-up" -> kept = devices.givingUp(Integer.parseInt(words[1]));
      default -> throw new IllegalArgumentException("unknown: " + words[0]);
    }
    return new Played(measured, kept, ServerCost.processSeconds() - before);
  }

  private void connect(int port, int count) throws InterruptedException {
    if (devices != null) {
      devices.close();
    }
    devices =
        new Devices(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), count, request);
    devices.connect();
  }
}
