package org.scissionlite.offload.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EmulatedLinkTest {
  private static final LinkConditions SLOW = new LinkConditions(20, Duration.ofMillis(40));

  private ServerSocket server;
  private EmulatedLink link;
  private Socket device;
  private Socket edge;

  @BeforeEach
  void connect() throws IOException {
    server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    link = EmulatedLink.open((InetSocketAddress) server.getLocalSocketAddress(), SLOW);
    device = new Socket(link.address().getAddress(), link.address().getPort());
    edge = server.accept();
    device.setTcpNoDelay(true);
    edge.setTcpNoDelay(true);
  }

  @AfterEach
  void close() throws IOException {
    device.close();
    edge.close();
    link.close();
    server.close();
  }

  /** Milliseconds until the edge has all bytes that the device sends; the least of five times. */
  private double sendMillis(int count) throws Exception {
    byte[] bytes = new byte[count];
    new Random(count).nextBytes(bytes);
    double least = Double.MAX_VALUE;
    for (int i = 0; i < 5; i++) {
      long start = System.nanoTime();
      Thread sender = new Thread(() -> write(device, bytes));
      sender.start();
      byte[] received = edge.getInputStream().readNBytes(count);
      least = Math.min(least, (System.nanoTime() - start) / 1e6);
      sender.join();
      assertThat(received).isEqualTo(bytes);
    }
    return least;
  }

  private static void write(Socket socket, byte[] bytes) {
    try {
      socket.getOutputStream().write(bytes);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void roundTrip_takesItsTime() throws Exception {
    double least = Double.MAX_VALUE;
    for (int i = 0; i < 5; i++) {
      long start = System.nanoTime();
      write(device, new byte[] {1});
      assertThat(edge.getInputStream().read()).isEqualTo(1);
      write(edge, new byte[] {2});
      assertThat(device.getInputStream().read()).isEqualTo(2);
      least = Math.min(least, (System.nanoTime() - start) / 1e6);
    }
    assertThat(least).isBetween(40.0, 60.0);
  }

  @Test
  void manyBytes_takeTheirTimeAtTheRate() throws Exception {
    assertThat(sendMillis(250_000)).isBetween(120.0, 240.0); // 100 ms to enter, 20 ms to travel
  }

  @Test
  void rateAndDelay_changeWhileTheConnectionStays() throws Exception {
    link.set(new LinkConditions(200, Duration.ofMillis(4)));
    assertThat(sendMillis(250_000)).isBetween(12.0, 110.0); // 10 ms to enter, 2 ms to travel
  }

  @Test
  void cutLink_passesNothingUntilItIsRestored() throws Exception {
    edge.setSoTimeout(150);
    link.cut();
    write(device, new byte[] {1});
    assertThatThrownBy(() -> edge.getInputStream().read())
        .isInstanceOf(SocketTimeoutException.class);
    link.restore();
    assertThat(edge.getInputStream().read()).isEqualTo(1);
  }

  @Test
  void endOfStream_reachesTheOtherSide() throws Exception {
    device.shutdownOutput();
    assertThat(edge.getInputStream().read()).isEqualTo(-1);
    write(edge, new byte[] {3});
    assertThat(device.getInputStream().read()).isEqualTo(3);
  }

  @Test
  void missingTarget_breaksTheConnection() throws Exception {
    server.close();
    try (Socket late = new Socket(link.address().getAddress(), link.address().getPort())) {
      late.setSoTimeout(5000);
      assertThat(late.getInputStream().read()).isEqualTo(-1);
    }
  }
}
