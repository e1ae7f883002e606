package org.scissionlite.offload.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.scissionlite.offload.SmallModel;
import org.scissionlite.protocol.GRPCInferenceServiceGrpc;
import org.scissionlite.protocol.ModelInferRequest;

/** A request whose body comes byte by byte, written to a socket as frames of HTTP/2. */
@Timeout(60)
class SlowRequestBodyTest {
  private static final int DATA = 0;
  private static final int HEADERS = 1;
  private static final int SETTINGS = 4;
  private static final int END_STREAM = 1;
  private static final int END_HEADERS = 4;
  private static final int STREAM = 1;
  private static final int PAUSE_MILLIS = 5;
  private static final Duration REQUEST_TIME = Duration.ofMillis(800);

  @TempDir private Path folder;
  private EdgeServer edge;
  private Socket socket;

  @BeforeEach
  void start() throws IOException {
    Duration minute = Duration.ofMinutes(1);
    edge =
        EdgeServer.start(
            new SmallModel(1).bundle(folder.resolve("bundle")),
            SmallModel.ENGINE,
            EdgeOptions.listeningOn(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .withThreads(1)
                .withGrace(Duration.ZERO)
                .withLimits(new ConnectionLimits(10, 10, REQUEST_TIME, minute, minute)));
    socket = new Socket(edge.address().getAddress(), edge.address().getPort());
    socket.setSoTimeout(20_000);
    socket.setTcpNoDelay(true);
  }

  @AfterEach
  void close() throws IOException {
    socket.close();
    edge.close();
  }

  private static ModelInferRequest request() {
    return InferRequests.raw("small.input.none", "image", SmallModel.image(1).get("image")).build();
  }

  /** In one frame that does not end, or in frames of one byte each. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void bodyByteByByte_isEndedByTheRequestTimeAndHoldsUpNobody(boolean oneFrame) throws Exception {
    beginCall();
    byte[] body = new byte[100_000];
    body[2] = 1;
    Thread sender = new Thread(() -> trickle(oneFrame, body));
    sender.start();
    CompletableFuture<String> answer = new CompletableFuture<>();
    Thread reader = new Thread(() -> answer.complete(responseHeaders()));
    reader.start();
    int served = 0;
    ManagedChannel channel = NettyChannelBuilder.forAddress(edge.address()).usePlaintext().build();
    try {
      GRPCInferenceServiceGrpc.GRPCInferenceServiceBlockingStub calls =
          GRPCInferenceServiceGrpc.newBlockingStub(channel).withDeadlineAfter(20, TimeUnit.SECONDS);
      while (!answer.isDone()) {
        assertThat(calls.modelInfer(request()).getOutputsCount()).isEqualTo(1);
        served++;
      }
    } finally {
      channel.shutdownNow();
    }
    assertThat(answer.get()).contains("did not arrive within 800 ms");
    assertThat(served).as("requests of others meanwhile").isGreaterThan(3);
    socket.close();
    sender.join();
  }

  /** The frames of this test are right: a body that is sent at once is answered. */
  @Test
  void bodyAtOnce_isAnswered() throws IOException {
    beginCall();
    byte[] message = request().toByteArray();
    ByteBuffer body = ByteBuffer.allocate(5 + message.length);
    body.put((byte) 0).putInt(message.length).put(message);
    write(header(body.capacity(), DATA, END_STREAM));
    write(body.array());
    assertThat(responseHeaders()).contains("grpc-status").doesNotContain("grpc-message");
  }

  private void beginCall() throws IOException {
    write("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    write(new byte[] {0, 0, 0, SETTINGS, 0, 0, 0, 0, 0});
    ByteArrayOutputStream fields = new ByteArrayOutputStream();
    field(fields, ":method", "POST");
    field(fields, ":scheme", "http");
    field(
        fields, ":path", "/" + GRPCInferenceServiceGrpc.getModelInferMethod().getFullMethodName());
    field(fields, ":authority", "edge");
    field(fields, "content-type", "application/grpc");
    field(fields, "te", "trailers");
    write(header(fields.size(), HEADERS, END_HEADERS));
    write(fields.toByteArray());
  }

  /** A field with a new name, not to be remembered, in plain letters (RFC 7541, 6.2.2). */
  private static void field(ByteArrayOutputStream out, String name, String value) {
    out.write(0);
    for (String text : new String[] {name, value}) {
      out.write(text.length());
      out.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
    }
  }

  private static byte[] header(int length, int type, int flags) {
    return ByteBuffer.allocate(9)
        .put((byte) (length >> 16))
        .putShort((short) length)
        .put((byte) type)
        .put((byte) flags)
        .putInt(STREAM)
        .array();
  }

  private void write(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
  }

  private void trickle(boolean oneFrame, byte[] body) {
    try {
      if (oneFrame) {
        write(header(16_384, DATA, 0));
      }
      for (byte next : body) {
        if (!oneFrame) {
          write(header(1, DATA, 0));
        }
        write(new byte[] {next});
        TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
      }
    } catch (IOException e) {
      // The edge or the test has ended the connection.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The headers and trailers of the answer, up to its end. */
  private String responseHeaders() {
    StringBuilder headers = new StringBuilder();
    try {
      DataInputStream in = new DataInputStream(socket.getInputStream());
      while (true) {
        int length = in.readUnsignedByte() << 16 | in.readUnsignedShort();
        int type = in.readUnsignedByte();
        int flags = in.readUnsignedByte();
        in.skipNBytes(4);
        String payload = new String(in.readNBytes(length), StandardCharsets.ISO_8859_1);
        headers.append(type == HEADERS ? payload : "");
        if (type == HEADERS && (flags & END_STREAM) != 0) {
          return headers.toString();
        }
      }
    } catch (IOException e) {
      return headers + "the connection ended: " + e;
    }
  }
}
