package org.scissionlite.benchmarks.law;

import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.shaded.io.netty.channel.ChannelOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.scissionlite.offload.connection.CongestionControl;
import org.scissionlite.offload.wire.ProbeMessages;
import org.scissionlite.protocol.GRPCInferenceServiceGrpc;

/**
 * What each setting of a socket gains: requests of 1,000 to 158,828 bytes, one a second over every
 * connection, all kinds of connections in turns.
 *
 * <pre>
 * java -cp benchmarks/target/benchmarks.jar org.scissionlite.benchmarks.law.SocketGains \
 *     SHARED OUTPUT [ROUNDS [MBIT/S MS [INTERVAL_MS]]]
 * </pre>
 */
public final class SocketGains {
  private static final int[] SIZES = {1_000, 4_000, 12_000, 40_000, 158_828};
  private static final String AS_DEVICE = "device";

  private SocketGains() {}

  private enum Kind {
    NEW("new connection each time", "system", true, true),
    NAGLE("kept, TCP_NODELAY off", "system", false, false),
    KEPT("kept, TCP_NODELAY on", "system", true, false),
    BBR("kept, TCP_NODELAY on, BBR", "bbr", true, false);

    private final String words;
    private final String control;
    private final boolean noDelay;
    private final boolean anew;

    Kind(String words, String control, boolean noDelay, boolean anew) {
      this.words = words;
      this.control = control;
      this.noDelay = noDelay;
      this.anew = anew;
    }

    ManagedChannel open() {
      NettyChannelBuilder builder =
          NettyChannelBuilder.forAddress(Testbed.EDGE, LawEdge.FIRST_PORT).usePlaintext();
      new CongestionControl(control).applyTo(builder);
      return builder.withOption(ChannelOption.TCP_NODELAY, noDelay).build();
    }
  }

  /** Starts edge and device, or is the device. */
  public static void main(String[] arguments) throws Exception {
    if (arguments[0].equals(AS_DEVICE)) {
      new SocketGains().measure(Integer.parseInt(arguments[1]), Integer.parseInt(arguments[2]));
      System.exit(0);
    }
    Path shared = Path.of(arguments[0]);
    String rounds = argument(arguments, 2, "60");
    LawGrid.Setting link =
        new LawGrid.Setting(
            Double.parseDouble(argument(arguments, 3, "60")),
            Double.parseDouble(argument(arguments, 4, "27.4")));
    String interval = argument(arguments, 5, "1000");
    String bundle =
        new LawBundles(shared, Path.of(arguments[1])).write(LawModel.RESNET56).toString();
    Path script = shared.resolve("testbed").resolve("link").toAbsolutePath();
    try (Testbed testbed = Testbed.up(script, link)) {
      Process edge = testbed.java("edge", LawEdge.class, Testbed.EDGE, bundle).start();
      try {
        LinkLaw.awaitReady(edge);
        Process device =
            testbed
                .java("device", SocketGains.class, AS_DEVICE, rounds, interval)
                .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                .start();
        device.waitFor();
      } finally {
        edge.destroyForcibly().waitFor();
      }
    }
  }

  private static String argument(String[] arguments, int place, String otherwise) {
    return arguments.length > place ? arguments[place] : otherwise;
  }

  private record Connection(Kind kind, int bytes, ManagedChannel channel, List<Double> millis) {}

  private void measure(int rounds, int intervalMillis) {
    List<Connection> connections = new ArrayList<>();
    for (Kind kind : Kind.values()) {
      for (int bytes : SIZES) {
        connections.add(new Connection(kind, bytes, kind.open(), new ArrayList<>()));
      }
    }
    long due = System.nanoTime();
    for (int round = -5; round < rounds; round++) {
      for (Connection connection : connections) {
        if (intervalMillis == 0 && !connection.kind().anew) {
          ask(connection);
          ask(connection);
        }
        double millis = ask(connection);
        if (round >= 0) {
          connection.millis().add(millis);
        }
      }
      due += TimeUnit.MILLISECONDS.toNanos(intervalMillis);
      for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
        LockSupport.parkNanos(left);
      }
    }
    print(connections);
  }

  private static double ask(Connection connection) {
    var request = ProbeMessages.request(connection.bytes(), 1);
    long start = System.nanoTime();
    ManagedChannel channel =
        connection.kind().anew ? connection.kind().open() : connection.channel();
    var unused = GRPCInferenceServiceGrpc.newBlockingStub(channel).modelInfer(request);
    double millis = (System.nanoTime() - start) / 1e6;
    if (connection.kind().anew) {
      channel.shutdownNow();
    }
    return millis;
  }

  private static void print(List<Connection> connections) {
    System.out.println(
        "| connection | bytes | n | median (ms) | p95 (ms) |\n|---|---|---|---|---|");
    for (Connection each : connections) {
      List<Double> sorted = each.millis().stream().sorted().toList();
      System.out.printf(
          Locale.ROOT,
          "| %s | %,d | %d | %.1f | %.1f |%n",
          each.kind().words,
          each.bytes(),
          sorted.size(),
          sorted.get(sorted.size() / 2),
          sorted.get((int) (0.95 * sorted.size())));
    }
  }
}
