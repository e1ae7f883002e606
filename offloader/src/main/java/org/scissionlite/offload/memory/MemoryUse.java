package org.scissionlite.offload.memory;

import java.util.Locale;

/**
 * What a process holds, in bytes; the parts add up to the whole.
 *
 * @param residentBytes the whole; 0 where the system does not tell
 * @param peakBytes the most that it has held; 0 where the system does not tell
 * @param heapBytes Java's heap
 * @param codeBytes compiled code and data of classes
 * @param bufferBytes direct buffers: pictures, tensors, messages
 * @param fileBytes mapped files: programs, libraries, the archive of classes
 * @param sessions slices and models that are open
 * @param engineBytes what the engine took for them: weights, activations, its own working memory
 * @param otherBytes what the JVM and the libraries take beside
 */
public record MemoryUse(
    long residentBytes,
    long peakBytes,
    long heapBytes,
    long codeBytes,
    long bufferBytes,
    long fileBytes,
    int sessions,
    long engineBytes,
    long otherBytes) {

  static MemoryUse now(int sessions, long engineBytes) {
    JavaMemory java = JavaMemory.now();
    ResidentMemory all = ResidentMemory.own().orElse(new ResidentMemory(0, 0, 0));
    return new MemoryUse(
        all.bytes(),
        all.peakBytes(),
        java.heapBytes(),
        java.codeBytes(),
        java.bufferBytes(),
        all.fileBytes(),
        sessions,
        engineBytes,
        Math.max(0, all.bytes() - all.fileBytes() - java.bytes() - engineBytes));
  }

  /** For people, in one line, in megabytes of a million bytes. */
  public String text() {
    String java =
        String.format(
            Locale.ROOT,
            "Java heap %.1f, code and classes %.1f, buffers %.1f",
            megabytes(heapBytes),
            megabytes(codeBytes),
            megabytes(bufferBytes));
    if (residentBytes == 0) {
      return "memory in MB: " + java + "; the rest is not told by this system";
    }
    return String.format(
        Locale.ROOT,
        "memory: %.1f MB, %.1f at most = %s, mapped files %.1f, engine %.1f for %d %s, other %.1f",
        megabytes(residentBytes),
        megabytes(peakBytes),
        java,
        megabytes(fileBytes),
        megabytes(engineBytes),
        sessions,
        sessions == 1 ? "session" : "sessions",
        megabytes(otherBytes));
  }

  private static double megabytes(long bytes) {
    return bytes / 1e6;
  }
}
