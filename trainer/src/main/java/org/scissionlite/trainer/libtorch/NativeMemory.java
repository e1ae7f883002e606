package org.scissionlite.trainer.libtorch;

import java.util.function.Supplier;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;

/** Bounds the life of native tensors: what a block of code makes is freed when it ends. */
public final class NativeMemory {
  private NativeMemory() {}

  /** Runs a block; every tensor made in it is freed at its end. The result is a Java value. */
  @SuppressWarnings("try")
  public static <T> T scoped(Supplier<T> block) {
    LibTorch.load();
    try (PointerScope scope = new PointerScope()) {
      return block.get();
    }
  }

  /** Like {@link #scoped}, and libtorch records nothing for gradients. */
  @SuppressWarnings("try")
  public static <T> T withoutGradients(Supplier<T> block) {
    LibTorch.load();
    try (PointerScope scope = new PointerScope();
        NoGradGuard guard = new NoGradGuard()) {
      return block.get();
    }
  }
}
