package org.scissionlite.trainer.libtorch;

import org.bytedeco.javacpp.Loader;
import org.bytedeco.pytorch.global.torch;
import org.scissionlite.error.ScissionLiteException;

/** Loads libtorch once and sets what is global in it. */
public final class LibTorch {
  private static final String MEMORY_LIMIT = "org.bytedeco.javacpp.maxPhysicalBytes";

  private LibTorch() {}

  /**
   * Loads the native library; a second call does nothing.
   *
   * <p>JavaCPP by default refuses to go beyond twice the Java heap, which has nothing to do with
   * what a model needs natively: unless the user set that limit, it is lifted.
   *
   * @throws ScissionLiteException if there is no libtorch for this platform on the class path
   */
  public static void load() {
    if (System.getProperty(MEMORY_LIMIT) == null) {
      System.setProperty(MEMORY_LIMIT, "0");
    }
    try {
      Loader.load(torch.class);
    } catch (UnsatisfiedLinkError | NoClassDefFoundError e) {
      throw new ScissionLiteException(
          "training needs libtorch, which did not load on %s: put the artifact"
                  .formatted(Loader.Detector.getPlatform())
              + " org.bytedeco:pytorch with this platform's classifier on the class path, and see"
              + " that there is room to unpack it (~/.javacpp, 500 MB)",
          e);
    }
  }

  /** Name and version, such as "libtorch 2.10.0-1.5.13". */
  public static String description() {
    String version = torch.class.getPackage().getImplementationVersion();
    return "libtorch " + (version == null ? "of unknown version" : version);
  }

  /**
   * Sets how many threads one operator uses, in this whole process.
   *
   * @param threads at least 1
   */
  public static void useThreads(int threads) {
    if (threads < 1) {
      throw new IllegalArgumentException("threads: expected at least 1, got " + threads);
    }
    load();
    torch.set_num_threads(threads);
  }

  /** The first line of what libtorch says; the rest is a C++ stack trace. */
  public static String firstLine(RuntimeException e) {
    String message = String.valueOf(e.getMessage());
    int end = message.indexOf('\n');
    return end < 0 ? message : message.substring(0, end);
  }
}
