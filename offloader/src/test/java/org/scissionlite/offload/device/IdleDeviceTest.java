package org.scissionlite.offload.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scissionlite.bundle.Bundle;
import org.scissionlite.offload.SmallModel;
import org.scissionlite.offload.edge.EdgeOptions;
import org.scissionlite.offload.edge.EdgeServer;

class IdleDeviceTest {
  private static final InetSocketAddress ANY =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

  @TempDir Path folder;

  @Test
  void deviceWithoutRequests_asksWhetherTheConnectionStands() throws Exception {
    Bundle bundle = new SmallModel(1).bundle(folder.resolve("bundle"));
    try (EdgeServer edge =
            EdgeServer.start(bundle, SmallModel.ENGINE, EdgeOptions.listeningOn(ANY));
        ServerSocket between = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        Socket toEdge = new Socket(edge.address().getAddress(), edge.address().getPort())) {
      SynchronousQueue<Integer> fromDevice = new SynchronousQueue<>();
      start(() -> carryBoth(between.accept(), toEdge, fromDevice));
      DeviceOptions options =
          DeviceOptions.sendingTo((InetSocketAddress) between.getLocalSocketAddress())
              .withThreads(1)
              .withKeepAlive(Duration.ofSeconds(10));
      try (DeviceRuntime device = DeviceRuntime.open(bundle, SmallModel.ENGINE, options)) {
        assertThat(device.infer(SmallModel.image(1)).servedBy()).isInstanceOf(ServedBy.Edge.class);
        Integer late = fromDevice.poll(1, TimeUnit.SECONDS);
        while (late != null) {
          late = fromDevice.poll(1, TimeUnit.SECONDS);
        }
        assertThat(fromDevice.poll(25, TimeUnit.SECONDS)).isPositive();
        assertThat(device.infer(SmallModel.image(1)).servedBy()).isInstanceOf(ServedBy.Edge.class);
      }
    }
  }

  private interface Work {
    void run() throws IOException;
  }

  private static void start(Work work) {
    Thread thread =
        new Thread(
            () -> {
              try {
                work.run();
              } catch (IOException e) {
                // One of the ends has closed.
              }
            });
    thread.setDaemon(true);
    thread.start();
  }

  private static void carryBoth(Socket device, Socket edge, SynchronousQueue<Integer> fromDevice)
      throws IOException {
    start(() -> edge.getInputStream().transferTo(device.getOutputStream()));
    InputStream in = device.getInputStream();
    OutputStream out = edge.getOutputStream();
    byte[] buffer = new byte[1 << 16];
    for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
      out.write(buffer, 0, count);
      boolean unused = fromDevice.offer(count);
    }
  }
}
