package org.scissionlite.offload.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.ManagedChannel;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.scissionlite.model.Tensor;
import org.scissionlite.offload.SmallModel;
import org.scissionlite.offload.edge.EdgeOptions;
import org.scissionlite.offload.edge.EdgeServer;
import org.scissionlite.offload.edge.InferRequests;
import org.scissionlite.offload.security.EdgeAccess;
import org.scissionlite.protocol.GRPCInferenceServiceGrpc;

/** What a device puts on its link beside what it has to say. */
@Timeout(60)
class EdgeSocketTest {
  private static final int PREFACE_BYTES = 24;
  private static final int DATA = 0;
  private static final int PING = 6;
  private static final int REQUESTS = 20;

  @TempDir private Path folder;

  @Test
  void requestsOneByOne_areSentWithoutAPingBehindEachAnswer() throws Exception {
    InetAddress here = InetAddress.getLoopbackAddress();
    ByteArrayOutputStream sent = new ByteArrayOutputStream();
    try (EdgeServer edge =
            EdgeServer.start(
                new SmallModel(1).bundle(folder),
                SmallModel.ENGINE,
                EdgeOptions.listeningOn(new InetSocketAddress(here, 0)).withThreads(1));
        ServerSocket between = new ServerSocket(0, 1, here)) {
      Thread passing = new Thread(() -> pass(between, edge.address(), sent), "between");
      passing.start();
      Tensor image = SmallModel.image(1).get("image");
      ManagedChannel channel =
          EdgeSocket.builder(
                  new InetSocketAddress(here, between.getLocalPort()),
                  CongestionControl.SYSTEM,
                  EdgeAccess.plain())
              .build();
      try {
        var calls = GRPCInferenceServiceGrpc.newBlockingStub(channel);
        for (int i = 0; i < REQUESTS; i++) {
          var answer =
              calls.modelInfer(InferRequests.raw("small.input.none", "image", image).build());
          assertThat(answer.getRawOutputContentsCount()).isOne();
        }
      } finally {
        channel.shutdownNow();
      }
      passing.join();
    }
    List<Integer> frames = frames(sent.toByteArray());
    assertThat(frames.stream().filter(type -> type == DATA).count())
        .isGreaterThanOrEqualTo(REQUESTS);
    assertThat(frames).doesNotContain(PING);
  }

  /** Passes one connection on, and keeps what comes from the device. */
  private static void pass(ServerSocket from, InetSocketAddress to, OutputStream kept) {
    try (Socket device = from.accept();
        Socket edge = new Socket(to.getAddress(), to.getPort())) {
      Thread back = new Thread(() -> copy(edge, device, OutputStream.nullOutputStream()), "back");
      back.start();
      copy(device, edge, kept);
      back.join();
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void copy(Socket from, Socket to, OutputStream kept) {
    byte[] buffer = new byte[65_536];
    try {
      InputStream in = from.getInputStream();
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        kept.write(buffer, 0, read);
        to.getOutputStream().write(buffer, 0, read);
      }
      to.shutdownOutput();
    } catch (IOException e) {
      // The other side has ended the connection.
    }
  }

  /** The types of all frames of HTTP/2: each has 9 bytes before its content. */
  private static List<Integer> frames(byte[] bytes) throws IOException {
    DataInputStream in = new DataInputStream(new java.io.ByteArrayInputStream(bytes));
    in.skipNBytes(PREFACE_BYTES);
    List<Integer> types = new ArrayList<>();
    while (in.available() > 0) {
      int length = in.readUnsignedByte() << 16 | in.readUnsignedShort();
      types.add(in.readUnsignedByte());
      in.skipNBytes(5L + length);
    }
    return types;
  }
}
