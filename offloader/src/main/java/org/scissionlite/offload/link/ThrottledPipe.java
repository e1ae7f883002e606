package org.scissionlite.offload.link;

import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.locks.LockSupport;

/** Carries the bytes of one connection in one direction through a pacer. */
final class ThrottledPipe {
  /** Chunks on the way: at a quarter of a millisecond each, a second of travel. */
  private static final int MOST_CHUNKS = 4096;

  private final Socket from;
  private final Socket to;
  private final Pacer pacer;
  private final BlockingQueue<Chunk> travelling = new ArrayBlockingQueue<>(MOST_CHUNKS);

  ThrottledPipe(Socket from, Socket to, Pacer pacer) {
    this.from = from;
    this.to = to;
    this.pacer = pacer;
  }

  /** Bytes on the way; none for the end of the stream. */
  private record Chunk(ByteBuffer bytes, long dueNanos) {}

  /** Takes the bytes off the sender, no faster than the link's rate, until the stream ends. */
  void send() {
    try {
      byte[] buffer = new byte[64 * 1024];
      int count = 0;
      while (count >= 0) {
        count = from.getInputStream().read(buffer, 0, pacer.chunkBytes());
        Pacer.Passage passage = pacer.send(Math.max(0, count));
        byte[] bytes = Arrays.copyOf(buffer, Math.max(0, count));
        travelling.put(new Chunk(ByteBuffer.wrap(bytes), passage.dueNanos()));
        pauseUntil(System.nanoTime() + passage.waitNanos());
      }
    } catch (IOException e) {
      abort();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      abort();
    }
  }

  /** Hands the bytes over when they are due, until the stream ends. */
  void deliver() {
    try {
      Chunk chunk = travelling.take();
      while (chunk.bytes().hasRemaining()) {
        pauseUntil(chunk.dueNanos());
        pacer.awaitUncut();
        to.getOutputStream().write(chunk.bytes().array());
        chunk = travelling.take();
      }
      pauseUntil(chunk.dueNanos());
      to.shutdownOutput();
    } catch (IOException e) {
      abort();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      abort();
    }
  }

  private static void pauseUntil(long nanos) throws InterruptedException {
    long left = nanos - System.nanoTime();
    while (left > 0) {
      LockSupport.parkNanos(left);
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      left = nanos - System.nanoTime();
    }
  }

  /** A broken side breaks the other one. */
  private void abort() {
    EmulatedLink.closeQuietly(from);
    EmulatedLink.closeQuietly(to);
  }
}
